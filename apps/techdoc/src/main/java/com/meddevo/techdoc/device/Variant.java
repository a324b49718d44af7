package com.meddevo.techdoc.device;

import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A variant of a device: a size, a version, a packaging with identifiers of its own. A resource of its own, so that an index can hold each
 * identifier unique (an array that is empty in another device would count as equal there).
 *
 * @param udiDi checked by {@link Gtin}; at least one; each unique per tenant
 * @param version counts writes; {@code null} before the first
 */
@Document("variants")
@CompoundIndex(name = "one_variant_per_udi_di", def = "{'tenant': 1, 'udiDi': 1}", unique = true)
@CompoundIndex(name = "variants_of_a_device", def = "{'tenant': 1, 'deviceId': 1}")
public record Variant(@Id String id, String tenant, String deviceId, String name, List<String> udiDi, Instant createdAt,
        @Version Long version) {
}
