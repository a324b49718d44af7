package com.meddevo.api.validation;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The CEL types of a schema's places, so that a rule that speaks of a field that is not there is refused when the definition is read, and not
 * when the first object comes.
 */
final class RuleTypes implements CelTypeProvider {
    /** As Kubernetes does: fields whose names are words of CEL are written {@code __namespace__}. */
    private static final ImmutableSet<String> WORDS = ImmutableSet.of("true", "false", "null", "in", "as", "break", "const", "continue",
            "else",
            "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, CelType> structs = new LinkedHashMap<>();
    private final Map<StructuralSchema, CelType> types = new IdentityHashMap<>();

    RuleTypes(StructuralSchema root) { declare(root, "object"); }

    /** The type of what stands at a place of the schema. */
    CelType of(StructuralSchema schema) { return types.get(schema); }

    /** How rules write the name of a field; empty if they cannot speak of it at all. */
    static Optional<String> escaped(String field) {
        if (WORDS.contains(field))
            return Optional.of("__" + field + "__");
        String escaped = field.replace("__", "__underscores__").replace(".", "__dot__").replace("-", "__dash__").replace("/", "__slash__");
        return NAME.matcher(escaped).matches() ? Optional.of(escaped) : Optional.empty();
    }

    private CelType declare(StructuralSchema schema, String path) {
        CelType type = switch (schema.type()) {
            case "object" -> schema.values().<CelType>map(values -> MapType.create(SimpleType.STRING, declare(values, path + ".values")))
                    .orElseGet(() -> struct(schema, path));
            case "array" -> ListType.create(schema.items().map(items -> declare(items, path + ".items")).orElse(SimpleType.DYN));
            case "string" -> "date-time".equals(schema.format()) ? SimpleType.TIMESTAMP : SimpleType.STRING;
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            default -> SimpleType.DYN;
        };
        types.put(schema, type);
        return type;
    }

    private CelType struct(StructuralSchema schema, String path) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        schema.properties().forEach((name, property) -> {
            CelType type = declare(property, path + "." + name);
            escaped(name).ifPresent(key -> fields.put(key, type));
        });
        StructType struct = StructType.create(path, ImmutableSet.copyOf(fields.keySet()), name -> Optional.ofNullable(fields.get(name)));
        structs.put(path, struct);
        return struct;
    }

    @Override
    public ImmutableCollection<CelType> types() { return ImmutableSet.copyOf(structs.values()); }

    @Override
    public Optional<CelType> findType(String name) { return Optional.ofNullable(structs.get(name)); }
}
