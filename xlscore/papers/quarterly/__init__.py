"""The quarterly report: by the objectives of the plan, mostly narrative with its evidence, one deep dive, published figures beside own."""
