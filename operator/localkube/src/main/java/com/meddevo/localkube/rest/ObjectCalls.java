package com.meddevo.localkube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.read.ListRequest;
import com.meddevo.localkube.read.Reads;
import com.meddevo.localkube.read.Reads.Page;
import com.meddevo.localkube.read.Selection;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.table.Tables;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.watch.WatchRequest;
import com.meddevo.localkube.write.DeleteOptions;
import com.meddevo.localkube.write.DeleteOptions.Propagation;
import com.meddevo.localkube.write.Deletion;
import com.meddevo.localkube.write.Part;
import com.meddevo.localkube.write.Scales;
import com.meddevo.localkube.write.WriteOptions;
import com.meddevo.localkube.write.WriteOptions.UnknownFields;
import com.meddevo.localkube.write.Writes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Answers everything that is asked of objects. */
final class ObjectCalls {
    private final Reads reads;
    private final Writes writes;
    private final Scales scales;
    private final Deletion deletion;
    private final Tables tables;

    ObjectCalls(Reads reads, Writes writes, Deletion deletion, Tables tables) {
        this.reads = reads;
        this.writes = writes;
        this.scales = new Scales(writes);
        this.deletion = deletion;
        this.tables = tables;
    }

    /** Answers a call for a kind. */
    Reply answer(Call call, ResourceType type, ResourcePath path) {
        if (path.name().isEmpty()) {
            return switch (call.method()) {
                case "GET" -> call.flag("watch") ? watch(call, type, path) : list(call, type, path);
                case "POST" -> create(call, type, path);
                case "DELETE" -> deleteCollection(call, type, path);
                default -> throw ApiFailure.methodNotAllowed();
            };
        }
        Part part = part(type, path);
        return switch (call.method()) {
            case "GET" -> call.flag("watch") ? watch(call, type, path) : get(call, type, path, part);
            case "PUT" -> replace(call, type, path, part);
            case "PATCH" -> patch(call, type, path, part);
            case "DELETE" -> delete(call, type, path);
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private static Part part(ResourceType type, ResourcePath path) {
        Part part = Arrays.stream(Part.values()).filter(each -> each.subresource().equals(path.subresource())).findFirst()
                .orElseThrow(ApiFailure::noSuchPath);
        boolean served = switch (part) {
            case OBJECT -> true;
            case STATUS -> type.status();
            case SCALE -> type.scale().isPresent();
            case FINALIZE -> type.kind().equals("Namespace");
        };
        if (!served) {
            throw ApiFailure.noSuchPath();
        }
        return part;
    }

    private Reply get(Call call, ResourceType type, ResourcePath path, Part part) {
        ObjectNode object = reads.get(type, key(type, path));
        return new Reply.Json(200, part == Part.SCALE ? Scales.of(type, object) : form(call).one(type, object));
    }

    private Reply list(Call call, ResourceType type, ResourcePath path) {
        Page page = reads.list(
                new ListRequest(selection(call, type, path), call.parameter("resourceVersion"), call.parameter("resourceVersionMatch"),
                        call.number("limit").orElse(0), call.parameter("continue")));
        return new Reply.Json(200, form(call).list(type, page));
    }

    private Reply watch(Call call, ResourceType type, ResourcePath path) {
        Duration timeout = Duration
                .ofSeconds(call.number("timeoutSeconds").orElseGet(() -> ThreadLocalRandom.current().nextInt(1800, 3600)));
        return new Reply.Watch(new WatchRequest(selection(call, type, path), Reads.revision(call.parameter("resourceVersion")),
                call.flag("sendInitialEvents"), call.flag("allowWatchBookmarks"), timeout), form(call));
    }

    private static Selection selection(Call call, ResourceType type, ResourcePath path) {
        return Selection.of(type, type.namespaced() ? path.namespace() : "", path.name().isEmpty() ? null : path.name(),
                call.parameter("labelSelector"),
                call.parameter("fieldSelector"));
    }

    private Reply create(Call call, ResourceType type, ResourcePath path) {
        if (type.namespaced() && path.namespace().isEmpty()) {
            throw ApiFailure.badRequest("the server does not allow this method on the requested resource: state a namespace");
        }
        List<String> warnings = new ArrayList<>();
        ObjectNode created = writes.create(type, path.namespace(), Bodies.object(call), options(call, warnings));
        return new Reply.Json(201, form(call).one(type, created), "application/json", warnings);
    }

    private Reply replace(Call call, ResourceType type, ResourcePath path, Part part) {
        List<String> warnings = new ArrayList<>();
        ObjectNode sent = Bodies.object(call);
        if (part == Part.SCALE) {
            return new Reply.Json(200, scales.change(type, key(type, path), current -> sent, options(call, warnings)), "application/json",
                    warnings);
        }
        return answer(call, type, writes.replace(type, key(type, path), sent, part, options(call, warnings)), 200, warnings);
    }

    private Reply patch(Call call, ResourceType type, ResourcePath path, Part part) {
        List<String> warnings = new ArrayList<>();
        WriteOptions options = options(call, warnings);
        ObjectKey key = key(type, path);
        if (Bodies.mediaType(call).equals(Patch.APPLY) && part != Part.SCALE) {
            if (call.parameter("fieldManager").isEmpty()) {
                throw Patch.managerRequired();
            }
            Writes.Applied applied = writes.apply(type, key, Bodies.applied(call), part, options);
            return answer(call, type, applied.object(), applied.created() ? 201 : 200, warnings);
        }
        Patch patch = Patch.of(call, type);
        if (part == Part.SCALE) {
            return new Reply.Json(200, scales.change(type, key, patch::apply, options), "application/json", warnings);
        }
        return answer(call, type, writes.change(type, key, patch::apply, part, options), 200, warnings);
    }

    private Reply answer(Call call, ResourceType type, ObjectNode object, int status, List<String> warnings) {
        return new Reply.Json(status, form(call).one(type, type.show(object)), "application/json", warnings);
    }

    private Reply delete(Call call, ResourceType type, ResourcePath path) {
        if (!path.subresource().isEmpty()) {
            throw ApiFailure.methodNotAllowed();
        }
        Deletion.Deleted deleted = deletion.delete(type, key(type, path), deleteOptions(call));
        if (!deleted.gone()) {
            return new Reply.Json(200, type.show(deleted.object()));
        }
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success").set("details",
                type.subject(path.name()).details().put("uid", deleted.object().at("/metadata/uid").asText()));
        return new Reply.Json(200, status);
    }

    private Reply deleteCollection(Call call, ResourceType type, ResourcePath path) {
        DeleteOptions options = deleteOptions(call);
        Page page = reads.list(new ListRequest(selection(call, type, path), "", "", 0, ""));
        List<ObjectNode> deleted = new ArrayList<>();
        for (ObjectNode object : page.objects()) {
            String namespace = object.at("/metadata/namespace").asText("");
            try {
                deleted.add(deletion.delete(type, type.key(namespace, object.at("/metadata/name").asText()), options).object());
            } catch (ApiFailure e) {
                if (e.code() != 404) {
                    throw e;
                }
            }
        }
        return new Reply.Json(200, form(call).list(type, new Page(page.revision(), deleted, "", 0)));
    }

    private static DeleteOptions deleteOptions(Call call) {
        ObjectNode body = Bodies.optional(call);
        String policy = body.path("propagationPolicy").asText(call.parameter("propagationPolicy"));
        boolean orphan = body.path("orphanDependents").asBoolean() || call.flag("orphanDependents");
        Propagation propagation = switch (policy) {
            case "" -> orphan ? Propagation.ORPHAN : Propagation.BACKGROUND;
            case "Background", "Foreground", "Orphan" -> Propagation.valueOf(policy.toUpperCase(Locale.ROOT));
            default ->
                throw ApiFailure.badRequest("propagationPolicy: Unsupported value: \"" + policy + "\": supported values: \"Foreground\","
                        + " \"Background\", \"Orphan\"");
        };
        return new DeleteOptions(propagation, text(body.at("/preconditions/uid")), text(body.at("/preconditions/resourceVersion")),
                !body.path("dryRun").isEmpty() || dryRun(call));
    }

    private static Optional<String> text(JsonNode node) { return node.isTextual() ? Optional.of(node.asText()) : Optional.empty(); }

    private static WriteOptions options(Call call, List<String> warnings) {
        UnknownFields unknown = switch (call.parameter("fieldValidation")) {
            case "Strict" -> UnknownFields.STRICT;
            case "Ignore" -> UnknownFields.IGNORE;
            case "", "Warn" -> UnknownFields.WARN;
            default -> throw ApiFailure.badRequest("fieldValidation: Unsupported value: \"" + call.parameter("fieldValidation")
                    + "\": supported values: \"Ignore\", \"Warn\", \"Strict\"");
        };
        return new WriteOptions(dryRun(call), call.manager(), call.flag("force"), unknown, warnings::add);
    }

    private static boolean dryRun(Call call) {
        String stated = call.parameter("dryRun");
        if (!stated.isEmpty() && !stated.equals("All")) {
            throw ApiFailure.badRequest("dryRun: Unsupported value: \"" + stated + "\": supported values: \"All\"");
        }
        return !stated.isEmpty();
    }

    private Form form(Call call) { return Form.of(call.accept(), call.parameter("includeObject"), tables); }

    private static ObjectKey key(ResourceType type, ResourcePath path) {
        if (type.namespaced() == path.namespace().isEmpty()) {
            throw ApiFailure.noSuchPath();
        }
        return type.key(path.namespace(), path.name());
    }
}
