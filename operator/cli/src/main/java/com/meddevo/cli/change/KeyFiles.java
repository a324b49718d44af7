package com.meddevo.cli.change;

import com.meddevo.change.record.PublicKeys;
import com.meddevo.change.record.SigningKey;
import com.meddevo.cli.workspace.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where keys are read from. */
final class KeyFiles {
    private KeyFiles() {}

    /** @param file of the private key; null for the variable MEDDEVO_CHANGE_KEY */
    static SigningKey signing(Path file, String otherwise) throws IOException {
        if (file != null && !Files.isReadable(file))
            throw new Refusal("the signing key " + file + " cannot be read: name the file of the private key");
        String pem = file != null ? Files.readString(file) : System.getenv("MEDDEVO_CHANGE_KEY");
        if (pem == null || pem.isBlank()) throw new Refusal("a record is signed: " + otherwise);
        return SigningKey.of(pem);
    }

    static PublicKeys trusted(List<Path> files) throws IOException {
        var pem = new StringBuilder();
        for (Path file : files) {
            if (!Files.isReadable(file))
                throw new Refusal("the public key " + file + " cannot be read: name the file that openssl pkey -pubout wrote");
            pem.append(Files.readString(file)).append('\n');
        }
        return PublicKeys.of(pem.toString());
    }
}
