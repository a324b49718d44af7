package com.meddevo.change.record;

import com.meddevo.change.CannotTell;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** The keys whose signatures count; more than one while a key is being replaced. */
public record PublicKeys(List<PublicKey> keys) {

    /** @param pem one or more blocks, as {@code openssl pkey -pubout} writes them */
    public static PublicKeys of(String pem) {
        var keys = new ArrayList<PublicKey>();
        try {
            for (byte[] block : Pem.blocks("PUBLIC KEY", pem)) {
                if (Pem.keys().generatePublic(new X509EncodedKeySpec(block)) instanceof EdECPublicKey key) keys.add(key);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            keys.clear();
        }
        if (keys.isEmpty())
            throw new CannotTell("the public key is no Ed25519 public key in PEM: write it with \"openssl pkey -in KEY -pubout\"");
        return new PublicKeys(List.copyOf(keys));
    }

    boolean verify(byte[] signature, byte[] bytes) { return keys.stream().anyMatch(key -> verify(key, signature, bytes)); }

    private static boolean verify(PublicKey key, byte[] signature, byte[] bytes) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // what is no signature at all is none of this key's
        }
    }
}
