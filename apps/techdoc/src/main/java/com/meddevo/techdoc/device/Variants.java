package com.meddevo.techdoc.device;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The stored variants. */
interface Variants extends Repository<Variant, String> {
    Variant save(Variant variant);

    Optional<Variant> findByTenantAndId(String tenant, String id);

    List<Variant> findByTenantAndDeviceIdOrderByName(String tenant, String deviceId);
}
