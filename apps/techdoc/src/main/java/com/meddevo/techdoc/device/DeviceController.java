package com.meddevo.techdoc.device;

import com.meddevo.service.precondition.IfMatch;
import com.meddevo.techdoc.device.DeviceView.VariantView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/techdoc/devices")
class DeviceController {
    private final DeviceRegister register;

    DeviceController(DeviceRegister register) { this.register = register; }

    @PostMapping
    ResponseEntity<DeviceView> add(@RequestBody @Valid NewDevice wanted) {
        Device device = register.add(wanted);
        return ResponseEntity.created(URI.create("/api/techdoc/devices/" + device.id())).eTag(IfMatch.tagOf(device.version()))
                .body(DeviceView.of(device, List.of()));
    }

    /** A page of devices without their variants; {@code next} is the {@code after} of the following page. */
    @GetMapping
    Page page(@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        List<Device> devices = register.page(after, limit);
        return new Page(devices.stream().map(device -> DeviceView.summary(device)).toList(),
                devices.size() < limit ? null : devices.getLast().basicUdiDi());
    }

    @GetMapping("/{id}")
    ResponseEntity<DeviceView> device(@PathVariable String id) {
        Device device = register.device(id);
        return ResponseEntity.ok().eTag(IfMatch.tagOf(device.version())).body(DeviceView.of(device, register.variantsOf(device)));
    }

    @PutMapping("/{id}")
    ResponseEntity<DeviceView> change(@PathVariable String id, @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody @Valid DeviceDetails details) {
        Device device = register.change(id, IfMatch.header(ifMatch), details);
        return ResponseEntity.ok().eTag(IfMatch.tagOf(device.version())).body(DeviceView.of(device, register.variantsOf(device)));
    }

    @PostMapping("/{id}/variants")
    ResponseEntity<VariantView> addVariant(@PathVariable String id, @RequestBody @Valid NewVariant wanted) {
        Variant variant = register.addVariant(id, wanted);
        return ResponseEntity.created(URI.create("/api/techdoc/devices/" + id)).body(VariantView.of(variant));
    }

    record Page(List<DeviceView> items, String next) {
    }
}
