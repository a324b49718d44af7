package com.meddevo.localcloud.discovery;

import com.meddevo.localcloud.state.Site;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.servicediscovery.model.ListOperationsRequest;
import software.amazon.awssdk.services.servicediscovery.model.Operation;
import software.amazon.awssdk.services.servicediscovery.model.OperationFilter;
import software.amazon.awssdk.services.servicediscovery.model.OperationStatus;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.OperationType;

/** Changes that take a while: a call only submits them, and their operation tells how far they are. */
final class Operations {

    private static final Duration UNTIL_PENDING = Duration.ofMillis(500);
    private static final Duration UNTIL_DONE = Duration.ofSeconds(2);

    private final Site site;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    Operations(Site site) { this.site = site; }

    /**
     * Submits a change.
     *
     * @param type    what kind of change
     * @param targets what it changes; a second change of the same things is refused until the first is done
     * @param change  carries it out
     * @return id of the operation
     */
    String submit(OperationType type, Map<OperationTargetType, String> targets, Runnable change) {
        operations.values().stream().filter(other -> other.targets().equals(targets) && isOpen(other)).findFirst().ifPresent(other -> {
            throw DiscoveryErrors.duplicateRequest(other.id());
        });
        var id = site.ids().alphanumeric(32) + "-" + site.ids().alphanumeric(8);
        operations.put(id,
                Operation.builder().id(id).type(type).status(OperationStatus.SUBMITTED).targets(targets).createDate(site.timeline().now())
                        .updateDate(site.timeline().now()).ownerAccount(site.accountId()).build());
        site.timeline().after(UNTIL_PENDING, () -> advance(id, OperationStatus.PENDING));
        site.timeline().after(UNTIL_DONE, () -> {
            change.run();
            advance(id, OperationStatus.SUCCESS);
        });
        return id;
    }

    Operation get(String id) {
        var operation = operations.get(id);
        if (operation == null) {
            throw DiscoveryErrors.operationNotFound(id);
        }
        return operation;
    }

    List<Operation> list(ListOperationsRequest request) {
        return operations.values().stream().filter(operation -> request.filters().stream().allMatch(filter -> fits(filter, operation)))
                .toList();
    }

    private static boolean fits(OperationFilter filter, Operation operation) {
        var value = switch (filter.name()) {
            case SERVICE_ID -> operation.targets().get(OperationTargetType.SERVICE);
            case NAMESPACE_ID -> operation.targets().get(OperationTargetType.NAMESPACE);
            case STATUS -> operation.statusAsString();
            case TYPE -> operation.typeAsString();
            case UPDATE_DATE, UNKNOWN_TO_SDK_VERSION ->
                throw DiscoveryErrors.invalidInput("Filter %s is not supported".formatted(filter.nameAsString()));
        };
        return filter.values().contains(value);
    }

    private void advance(String id, OperationStatus status) {
        operations.computeIfPresent(id,
                (same, operation) -> operation.toBuilder().status(status).updateDate(site.timeline().now()).build());
    }

    private static boolean isOpen(Operation operation) {
        return operation.status() == OperationStatus.SUBMITTED || operation.status() == OperationStatus.PENDING;
    }
}
