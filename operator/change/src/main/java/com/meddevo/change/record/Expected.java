package com.meddevo.change.record;

import com.meddevo.change.input.Input;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a record has to say for whoever relies on it; what is empty is not asked.
 *
 * @param approved whether as many people must have agreed as its route asks for
 * @param inputs the files at hand, by the names that records give them
 * @param at when the change would be applied
 */
public record Expected(Optional<String> environment, Optional<String> commit, Optional<String> route, boolean approved,
        Map<String, Input> inputs, Instant at) {
}
