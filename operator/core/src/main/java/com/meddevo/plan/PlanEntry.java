package com.meddevo.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One change in the form in which it is printed and hashed.
 *
 * @param verb create, adopt, update or delete; of a blocked change, that of the change it holds back
 * @param desired the whole state, of a create
 * @param because of a delete, or of what blocks
 */
record PlanEntry(String verb, ResourceId id, Optional<ResourceState> desired, List<FieldChange> fields, Optional<String> blockedBy,
        Optional<String> because) {

    static PlanEntry of(Change<?> change) {
        return switch (change) {
            case Change.Create<?> create when create.adopts().isPresent() ->
                new PlanEntry("adopt", create.id(), Optional.empty(), List.of(), Optional.empty(),
                        Optional.of("takes over " + create.adopts().get() + "; what differs comes with the next plan"));
            case Change.Create<?> create ->
                new PlanEntry("create", create.id(), Optional.of(create.desired()), List.of(), Optional.empty(), Optional.empty());
            case Change.Update<?> update ->
                new PlanEntry("update", update.id(), Optional.empty(), update.fields(), Optional.empty(), Optional.empty());
            case Change.Delete<?> delete ->
                new PlanEntry("delete", delete.id(), Optional.empty(), List.of(), Optional.empty(), Optional.of(delete.because()));
            case Change.Blocked<?> blocked -> {
                var held = of(blocked.change());
                yield new PlanEntry(held.verb, held.id, held.desired, held.fields, Optional.of(blocked.by()),
                        Optional.of(blocked.because()));
            }
        };
    }

    /** As it is hashed: without the fields whose values were picked among free ones. */
    static PlanEntry hashed(Change<?> change) {
        var entry = of(change);
        if (entry.fields.isEmpty()) return entry;
        Set<String> late = Fields.chosenLate(change.before().orElseThrow(), change.after().orElseThrow());
        return new PlanEntry(entry.verb, entry.id, entry.desired,
                entry.fields.stream().filter(field -> !late.contains(field.path())).toList(),
                entry.blockedBy, entry.because);
    }

    char sign() {
        if (blockedBy.isPresent()) return '!';
        return switch (verb) {
            case "create", "adopt" -> '+';
            case "update" -> '~';
            default -> '-';
        };
    }
}
