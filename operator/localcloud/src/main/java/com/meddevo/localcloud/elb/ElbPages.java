package com.meddevo.localcloud.elb;

import com.meddevo.localcloud.state.Page;
import java.util.List;

/** Pages of this service: {@code PageSize} 1 to 400 and a {@code Marker}. */
final class ElbPages {

    /** How many names or ARNs one describe call takes. */
    static final int IDENTIFIERS = 20;

    private static final int LARGEST = 400;

    private ElbPages() {}

    static <T> Page<T> page(List<T> all, String marker, Integer size) {
        if (size != null && (size < 1 || size > LARGEST)) {
            throw ElbErrors.validation("Page size '%d' must be between '1' and '%d' inclusive".formatted(size, LARGEST));
        }
        return Page.of(all, marker, size == null ? LARGEST : size)
                .orElseThrow(() -> ElbErrors.validation("Invalid marker '%s'".formatted(marker)));
    }
}
