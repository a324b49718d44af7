package com.meddevo.change.record;

import com.meddevo.change.CannotTell;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** The pipeline's own key. */
public final class SigningKey {
    private final PrivateKey key;

    private SigningKey(PrivateKey key) { this.key = key; }

    /** @param pem as {@code openssl genpkey -algorithm ed25519} writes it */
    public static SigningKey of(String pem) {
        try {
            var blocks = Pem.blocks("PRIVATE KEY", pem);
            if (blocks.size() == 1 && Pem.keys().generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst())) instanceof EdECPrivateKey key)
                return new SigningKey(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // told below, without the library's words, which may quote the key
        }
        throw new CannotTell("the signing key is no Ed25519 private key in PEM: make one with \"openssl genpkey -algorithm ed25519\"");
    }

    byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that could be read can sign", e);
        }
    }
}
