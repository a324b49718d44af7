package com.meddevo.techdoc.device;

import com.meddevo.service.precondition.IfMatch;
import com.meddevo.service.problem.ProblemException;
import com.meddevo.techdoc.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Keeps the devices of a tenant, and no identifier that does not verify. */
@Service
public class DeviceRegister {
    private final Devices devices;
    private final Variants variants;
    private final Tenant tenant;
    private final Clock clock;

    DeviceRegister(Devices devices, Variants variants, Tenant tenant, Clock clock) {
        this.devices = devices;
        this.variants = variants;
        this.tenant = tenant;
        this.clock = clock;
    }

    /** @throws ProblemException {@code invalid-udi} (422), {@code device-exists} (409) */
    Device add(NewDevice wanted) {
        String basicUdiDi = verified(wanted.basicUdiDi(), value -> new BasicUdiDi(value).value());
        try {
            return devices.save(
                    new Device(UUID.randomUUID().toString(), tenant.id(), basicUdiDi, wanted.name(), wanted.riskClass(), wanted.rule(),
                            wanted.emdn(), clock.instant(), null));
        } catch (DuplicateKeyException taken) {
            throw new ProblemException(HttpStatus.CONFLICT, "device-exists", "Another device has the Basic UDI-DI " + basicUdiDi + ".",
                    Map.of());
        }
    }

    /** @throws ProblemException {@code device-not-found} (404), {@code precondition-failed} (412) */
    Device change(String id, IfMatch seen, DeviceDetails details) {
        Device device = device(id);
        seen.require(device.version());
        return devices.save(device.with(details));
    }

    /** @throws ProblemException {@code device-not-found} (404), {@code invalid-udi} (422), {@code udi-di-taken} (409) */
    Variant addVariant(String deviceId, NewVariant wanted) {
        Device device = device(deviceId);
        List<String> udiDi = wanted.udiDi().stream().distinct().map(value -> verified(value, gtin -> new Gtin(gtin).value())).toList();
        try {
            return variants
                    .save(new Variant(UUID.randomUUID().toString(), tenant.id(), device.id(), wanted.name(), udiDi, clock.instant(), null));
        } catch (DuplicateKeyException taken) {
            throw new ProblemException(HttpStatus.CONFLICT, "udi-di-taken",
                    "Another variant has one of the UDI-DIs " + String.join(", ", udiDi) + ". Each names one variant.", Map.of());
        }
    }

    /** @throws ProblemException {@code device-not-found} (404) */
    public Device device(String id) {
        return devices.findByTenantAndId(tenant.id(), id).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "device-not-found", "There is no device " + id + ".", Map.of()));
    }

    /** @throws ProblemException {@code variant-not-found} (404) */
    public Variant variant(String id) {
        return variants.findByTenantAndId(tenant.id(), id).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "variant-not-found", "There is no variant " + id + ".", Map.of()));
    }

    List<Variant> variantsOf(Device device) { return variants.findByTenantAndDeviceIdOrderByName(tenant.id(), device.id()); }

    /** At most {@code limit} devices whose Basic UDI-DI comes after {@code after}, in its order. */
    List<Device> page(String after, int limit) {
        return devices.findByTenantAndBasicUdiDiGreaterThanOrderByBasicUdiDi(tenant.id(), after, Limit.of(limit));
    }

    private static String verified(String value, Function<String, String> verify) {
        try {
            return verify.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-udi",
                    value + " does not verify: " + wrong.getMessage() + ".",
                    Map.of("value", value));
        }
    }
}
