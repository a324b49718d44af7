package com.meddevo.techdoc.device;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A device: what one Basic UDI-DI stands for.
 *
 * @param basicUdiDi checked by {@link BasicUdiDi}; unique per tenant
 * @param rule of Annex VIII that led to the class, 1 to 22; {@code null} if not classified yet
 * @param emdn code of the European Medical Device Nomenclature; {@code null} if not known yet
 * @param version counts writes; {@code null} before the first
 */
@Document("devices")
@CompoundIndex(name = "one_device_per_basic_udi_di", def = "{'tenant': 1, 'basicUdiDi': 1}", unique = true)
public record Device(@Id String id, String tenant, String basicUdiDi, String name, RiskClass riskClass, Integer rule, String emdn,
        Instant createdAt,
        @Version Long version) {
    /** With other details; the identifier stays for life. */
    Device with(DeviceDetails details) {
        return new Device(id, tenant, basicUdiDi, details.name(), details.riskClass(), details.rule(), details.emdn(), createdAt, version);
    }
}
