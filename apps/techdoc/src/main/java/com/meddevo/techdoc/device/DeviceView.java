package com.meddevo.techdoc.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A device as callers see it.
 *
 * @param variants absent where devices are listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceView(String id, String basicUdiDi, String name, RiskClass riskClass, Integer rule, String emdn, Instant createdAt,
        List<VariantView> variants) {
    static DeviceView summary(Device device) {
        return new DeviceView(device.id(), device.basicUdiDi(), device.name(), device.riskClass(), device.rule(), device.emdn(),
                device.createdAt(), null);
    }

    static DeviceView of(Device device, List<Variant> variants) {
        return new DeviceView(device.id(), device.basicUdiDi(), device.name(), device.riskClass(), device.rule(), device.emdn(),
                device.createdAt(),
                variants.stream().map(VariantView::of).toList());
    }

    /** A variant as callers see it. */
    record VariantView(String id, String deviceId, String name, List<String> udiDi, Instant createdAt) {
        static VariantView of(Variant variant) {
            return new VariantView(variant.id(), variant.deviceId(), variant.name(), variant.udiDi(), variant.createdAt());
        }
    }
}
