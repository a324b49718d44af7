package com.meddevo.fleet;

import java.util.Optional;

/**
 * Where the value of an environment variable comes from that nobody may read in a spec. ECS looks the value up when a task starts; here it
 * has a name and a version and never a value.
 */
public sealed interface Secret {
    /** The stage of the version that Secrets Manager calls the current one. */
    String CURRENT = "AWSCURRENT";

    /** What facts know its version by; equal for equal sources, whatever part of the value is taken. */
    String reference();

    /**
     * A secret of Secrets Manager.
     *
     * @param name the secret's name, without the six characters that its ARN ends with
     * @param key of the JSON object that the secret holds; empty for the whole text
     * @param stage which version: {@link #CURRENT} unless the author says otherwise
     */
    record SecretsManagerEntry(String name, Optional<String> key, String stage) implements Secret {
        @Override
        public String reference() { return "secret " + name + (stage.equals(CURRENT) ? "" : " (" + stage + ")"); }
    }

    /**
     * A parameter of Systems Manager.
     *
     * @param name with its path, e.g. {@code /production/techdoc/signing-key}
     */
    record Parameter(String name) implements Secret {
        @Override
        public String reference() { return "parameter " + name; }
    }
}
