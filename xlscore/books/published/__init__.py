"""Published figures beside the own ones of the same months, the difference explained."""
