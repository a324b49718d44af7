package com.meddevo.techdoc.device;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The stored devices. */
interface Devices extends Repository<Device, String> {
    Device save(Device device);

    Optional<Device> findByTenantAndId(String tenant, String id);

    /** A page in the order of the Basic UDI-DI, which is unique, so that a page begins after the last one's end. */
    List<Device> findByTenantAndBasicUdiDiGreaterThanOrderByBasicUdiDi(String tenant, String after, Limit limit);
}
