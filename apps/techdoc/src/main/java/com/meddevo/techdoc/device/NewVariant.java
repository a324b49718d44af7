package com.meddevo.techdoc.device;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A variant to add to a device.
 *
 * @param udiDi GTINs, 1 to 20
 */
record NewVariant(@NotBlank @Size(max = 200) String name, @NotEmpty @Size(max = 20) List<@NotNull String> udiDi) {
}
