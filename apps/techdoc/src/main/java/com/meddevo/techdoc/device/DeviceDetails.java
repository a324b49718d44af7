package com.meddevo.techdoc.device;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What may change in a device's life: all of it is replaced, so what is left out is not known any more.
 *
 * @param name trade name or working title
 * @param riskClass I, IIa, IIb or III; may be left out until the device is classified
 * @param rule of Annex VIII, 1 to 22
 * @param emdn a letter and digits, e.g. {@code Z120102}
 */
record DeviceDetails(@NotBlank @Size(max = 200) String name, RiskClass riskClass, @Min(1) @Max(22) Integer rule,
        @Pattern(regexp = "[A-Z][0-9]{0,12}", message = "must be a letter and at most 12 digits") String emdn) {
}
