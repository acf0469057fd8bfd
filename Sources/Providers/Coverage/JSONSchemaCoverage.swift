// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the keywords of JSON Schema (draft 2020-12) hold. Paths begin at a schema; a schema may stand in each `schema`.
package enum JSONSchemaCoverage {
    package static let rows: [CoverageRow] =
        [
            "type", "type[]", "format", "$schema", "$id", "$anchor", "strict", "nullable", "deprecated", "readOnly",
            "writeOnly", "uniqueItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
            "minLength", "maxLength", "minItems", "maxItems", "minContains", "maxContains", "minProperties",
            "maxProperties", "contentEncoding", "contentMediaType",
        ].map { CoverageRow($0, .structural) }
        + ["required[]", "$ref", "$dynamicRef"].map { CoverageRow($0, .identifier) }
        + ["title", "description", "$comment", "pattern", "const", "default", "enum[]", "examples[]"]
        .map { CoverageRow($0, .text) }
        + [
            "[]", "properties.*", "patternProperties.*", "$defs.*", "definitions.*", "dependentSchemas.*", "items",
            "prefixItems", "contains", "additionalProperties", "unevaluatedProperties", "unevaluatedItems",
            "propertyNames", "anyOf", "oneOf", "allOf", "not", "if", "then", "else",
        ].map { CoverageRow($0, .schema) }
}
