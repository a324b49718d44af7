package com.meddevo.change.record;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The text form of keys. */
final class Pem {
    private Pem() {}

    /** The blocks of a kind, decoded; none if there are none. */
    static List<byte[]> blocks(String kind, String text) {
        return Pattern.compile("-----BEGIN " + kind + "-----(.*?)-----END " + kind + "-----", Pattern.DOTALL).matcher(text).results()
                .map(found -> Base64.getMimeDecoder().decode(found.group(1))).toList();
    }

    static KeyFactory keys() throws GeneralSecurityException { return KeyFactory.getInstance("Ed25519"); }
}
