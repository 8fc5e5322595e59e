/** The compiler's word that the stub has no member that Excel does not have, and that those it has are of Excel's kind. */
import type * as stub from "./host";

type Fits<Stub, Real> = [Exclude<keyof Stub, keyof Real>] extends [never] ? ({ [Name in keyof Stub & keyof Real]: Real[Name] extends (...given: infer Given) => unknown ? (Stub[Name] extends (...given: Given) => unknown ? true : Name) : true }[keyof Stub & keyof Real] extends true ? true : "a member of another kind") : Exclude<keyof Stub, keyof Real>;

export const FITS: {
  context: Fits<stub.Context, Excel.RequestContext>;
  workbook: Fits<stub.Workbook, Excel.Workbook>;
  worksheets: Fits<stub.Worksheets, Excel.WorksheetCollection>;
  worksheet: Fits<stub.Worksheet, Excel.Worksheet>;
  range: Fits<stub.Range, Excel.Range>;
  rangeFormat: Fits<stub.RangeFormat, Excel.RangeFormat>;
  font: Fits<stub.Font, Excel.RangeFont>;
  fill: Fits<stub.Fill, Excel.RangeFill>;
  conditions: Fits<stub.Conditions, Excel.ConditionalFormatCollection>;
  validation: Fits<stub.Validation, Excel.DataValidation>;
  shapes: Fits<stub.Shapes, Excel.ShapeCollection>;
  shape: Fits<stub.Shape, Excel.Shape>;
  tables: Fits<stub.Tables, Excel.TableCollection>;
  table: Fits<stub.Table, Excel.Table>;
  charts: Fits<stub.Charts, Excel.ChartCollection>;
  chart: Fits<stub.Chart, Excel.Chart>;
  protection: Fits<stub.Protection, Excel.WorksheetProtection>;
  pageLayout: Fits<stub.PageLayout, Excel.PageLayout>;
  headersFooters: Fits<stub.HeadersFooters, Excel.HeaderFooterGroup>;
  headerFooter: Fits<stub.HeaderFooter, Excel.HeaderFooter>;
  pageBreaks: Fits<stub.PageBreaks, Excel.PageBreakCollection>;
  styles: Fits<stub.Styles, Excel.StyleCollection>;
  style: Fits<stub.Style, Excel.Style>;
  xmlParts: Fits<stub.XmlParts, Excel.CustomXmlPartCollection>;
  scopedXmlParts: Fits<stub.ScopedXmlParts, Excel.CustomXmlPartScopedCollection>;
} = {
  context: true, workbook: true, worksheets: true, worksheet: true, range: true, rangeFormat: true, font: true, fill: true, conditions: true, validation: true,
  shapes: true, shape: true, tables: true, table: true, charts: true, chart: true, protection: true, pageLayout: true, headersFooters: true, headerFooter: true,
  pageBreaks: true, styles: true, style: true, xmlParts: true, scopedXmlParts: true,
};
