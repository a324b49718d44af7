package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Page;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Failure;

/** How much this service takes and gives in one call. */
final class EcsPages {

    static final int LARGEST_PAGE = 100;
    static final int SERVICES_PAGE = 10;
    static final int SERVICES_PER_CALL = 10;
    static final int TASKS_PER_CALL = 100;
    static final int ROLLOUTS_PER_CALL = 20;

    private EcsPages() {}

    static <T> Page<T> page(List<T> all, String token, Integer size, int usual) {
        if (size != null && (size < 1 || size > LARGEST_PAGE)) {
            throw EcsErrors.invalid("Max results must be between 1 and %d.".formatted(LARGEST_PAGE));
        }
        return Page.of(all, token, size == null ? usual : size)
                .orElseThrow(() -> EcsErrors.invalid("Invalid token '%s'.".formatted(token)));
    }

    static void limit(String what, int given, int most) {
        if (given > most) {
            throw EcsErrors.invalid("%s can have at most %d items.".formatted(what, most));
        }
    }

    /** What was asked for by ARN and is not there. */
    static List<Failure> missing(List<String> asked, List<String> found) {
        return asked.stream().filter(arn -> !found.contains(arn)).map(arn -> Failure.builder().arn(arn).reason("MISSING").build()).toList();
    }
}
