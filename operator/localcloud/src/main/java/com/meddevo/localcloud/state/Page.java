package com.meddevo.localcloud.state;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One page of a longer answer. The token names where the next page begins and is opaque to callers.
 *
 * @param items what is on this page
 * @param next  token of the next page; {@code null} on the last one, as the SDK's builders take it
 */
public record Page<T>(List<T> items, String next) {

    /**
     * Cuts a page.
     *
     * @param all   the whole answer
     * @param token where to begin; {@code null} for the first page
     * @param size  how many at most; at least 1
     * @return empty if the token is none of ours
     */
    public static <T> Optional<Page<T>> of(List<T> all, String token, int size) {
        return start(token).filter(from -> from <= all.size()).map(from -> {
            var to = Math.min(all.size(), from + size);
            return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? encode(to) : null);
        });
    }

    private static Optional<Integer> start(String token) {
        if (token == null || token.isEmpty()) {
            return Optional.of(0);
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            return text.startsWith("from:") ? Optional.of(Integer.parseUnsignedInt(text.substring(5))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(int from) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("from:" + from).getBytes(StandardCharsets.US_ASCII));
    }
}
