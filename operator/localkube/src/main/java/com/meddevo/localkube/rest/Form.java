package com.meddevo.localkube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.read.Reads.Page;
import com.meddevo.localkube.table.Tables;
import com.meddevo.localkube.table.Tables.Include;
import com.meddevo.localkube.type.ResourceType;
import java.util.List;

/**
 * In which form a client wants objects: whole, as table, or only their metadata.
 *
 * @param kind the form
 * @param include what table rows carry
 * @param tables makes tables
 */
record Form(Kind kind, Include include, Tables tables) {

    /** The forms. */
    enum Kind {
        WHOLE, TABLE, METADATA
    }

    /** Reads an Accept header: the first form in it that this server knows. 406 if there is none. */
    static Form of(String accept, String includeObject, Tables tables) {
        Include include = switch (includeObject) {
            case "None" -> Include.NONE;
            case "Object" -> Include.OBJECT;
            default -> Include.METADATA;
        };
        if (accept.isBlank()) {
            return new Form(Kind.WHOLE, include, tables);
        }
        for (String each : accept.split(",")) {
            String type = each.replace(" ", "");
            if (type.startsWith("application/json") && type.contains("as=Table")) {
                return new Form(Kind.TABLE, include, tables);
            } else if (type.startsWith("application/json") && type.contains("as=PartialObjectMetadata")) {
                return new Form(Kind.METADATA, include, tables);
            } else if (type.startsWith("application/json") && !type.contains("as=") || type.startsWith("*/*")
                    || type.startsWith("application/*")) {
                return new Form(Kind.WHOLE, include, tables);
            }
        }
        throw ApiFailure.notAcceptable();
    }

    /** One object. */
    ObjectNode one(ResourceType type, ObjectNode object) {
        return switch (kind) {
            case WHOLE -> object;
            case METADATA -> Tables.partial(object);
            case TABLE ->
                stamped(tables.table(type.columns(), List.of(object), include, true), object.at("/metadata/resourceVersion").asText());
        };
    }

    /** An object of a watch; {@code first} if none came before it. */
    ObjectNode event(ResourceType type, ObjectNode object, boolean first) {
        return kind == Kind.TABLE
                ? stamped(tables.table(type.columns(), List.of(object), include, first), object.at("/metadata/resourceVersion").asText())
                : one(type, object);
    }

    /** A page of a list. */
    ObjectNode list(ResourceType type, Page page) {
        if (kind == Kind.TABLE) {
            return stamped(tables.table(type.columns(), page.objects(), include, true), page);
        }
        boolean partial = kind == Kind.METADATA;
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("kind", partial ? "PartialObjectMetadataList" : type.names().listKind())
                .put("apiVersion", partial ? "meta.k8s.io/v1" : type.apiVersion());
        list.putObject("metadata");
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        page.objects().forEach(object -> items.add((JsonNode) (partial ? Tables.partial(object) : object)));
        stamped(list, page).set("items", items);
        return list;
    }

    private static ObjectNode stamped(ObjectNode list, Page page) {
        ObjectNode metadata = ((ObjectNode) list.get("metadata")).put("resourceVersion", Long.toString(page.revision()));
        if (!page.continueToken().isEmpty()) {
            metadata.put("continue", page.continueToken()).put("remainingItemCount", page.remaining());
        }
        return list;
    }

    private static ObjectNode stamped(ObjectNode table, String resourceVersion) {
        ((ObjectNode) table.get("metadata")).put("resourceVersion", resourceVersion);
        return table;
    }
}
