package com.meddevo.localcloud.parameters;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** The parameters by name, with their versions. */
final class Parameters {

    private static final Pattern NAME = Pattern.compile("/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
    private static final int LONGEST_STANDARD = 4096;

    private final Site site;
    final Versioned<String, Stored> parameters;

    Parameters(Site site) {
        this.site = site;
        this.parameters = site.store();
    }

    /**
     * A parameter as it is now, and the values that it had.
     *
     * @param values the oldest first; version 1 stands at index 0
     */
    record Stored(String name, String arn, ParameterType type, String description, String keyId, List<Value> values) {

        Stored {
            values = List.copyOf(values);
        }

        long version() { return values.size(); }
    }

    /** One version of a parameter. */
    record Value(String text, Instant at) {
        @Override
        public String toString() { return "value of " + at; }
    }

    Stored put(PutParameterRequest request) {
        var name = request.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw ParameterErrors
                    .invalid("Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of "
                            + "sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_");
        }
        if (request.value() == null || request.value().isEmpty() || request.value().length() > LONGEST_STANDARD) {
            throw ParameterErrors
                    .invalid("Standard tier parameters support a maximum parameter value of 4096 characters, and at least one.");
        }
        var known = parameters.get(name);
        if (known.isPresent() && !Boolean.TRUE.equals(request.overwrite())) {
            throw ParameterErrors.exists();
        }
        if (known.isEmpty() && request.type() == null) {
            throw ParameterErrors.invalid("A parameter type is required when you create a parameter.");
        }
        if (known.isPresent() && request.type() != null && request.type() != known.get().type()) {
            throw ParameterErrors.invalid("The parameter type can't be changed.");
        }
        var values = new ArrayList<>(known.map(Stored::values).orElse(List.of()));
        values.add(new Value(request.value(), site.timeline().now()));
        var type = known.map(Stored::type).orElse(request.type());
        var key = request.keyId() != null
                ? request.keyId()
                : known.map(Stored::keyId).orElse(type == ParameterType.SECURE_STRING ? "alias/aws/ssm" : null);
        var stored = new Stored(name, site.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name), type,
                request.description() != null ? request.description() : known.map(Stored::description).orElse(null), key, values);
        parameters.put(name, stored);
        return stored;
    }

    void delete(Stored stored) {
        parameters.remove(stored.name());
        site.tags().forget(stored.arn());
    }

    /** The parameter that a name or an ARN means, without a version behind it. */
    Stored require(String nameOrArn) {
        return Stream.ofNullable(nameOrArn)
                .flatMap(name -> parameters.all().stream().filter(one -> one.name().equals(name) || one.arn().equals(name)))
                .findFirst().orElseThrow(() -> ParameterErrors.notFound(nameOrArn));
    }

    /** A version of a parameter, by {@code name}, {@code name:version} or its ARN. */
    Parameter get(String selector, boolean decrypted) {
        if (selector == null) {
            throw ParameterErrors.invalid("A name is required.");
        }
        var versioned = Pattern.compile("(.+):(\\d{1,9})").matcher(selector);
        var stored = require(versioned.matches() ? versioned.group(1) : selector);
        var version = versioned.matches() ? Integer.parseInt(versioned.group(2)) : (int) stored.version();
        if (version < 1 || version > stored.version()) {
            throw ParameterErrors.versionNotFound(stored.name());
        }
        var value = stored.values().get(version - 1);
        return Parameter.builder().name(stored.name()).arn(stored.arn()).type(stored.type()).version((long) version).dataType("text")
                .value(shown(stored, value, decrypted)).lastModifiedDate(value.at()).selector(versioned.matches() ? ":" + version : null)
                .build();
    }

    /** Whoever does not ask for decryption gets something that tells nothing of the value but whether it is the same. */
    static String shown(Stored stored, Value value, boolean decrypted) {
        if (decrypted || stored.type() != ParameterType.SECURE_STRING) {
            return value.text();
        }
        var sealed = UUID.nameUUIDFromBytes((stored.arn() + value.at() + value.text()).getBytes(StandardCharsets.UTF_8)).toString();
        return "AQICAHh" + Base64.getEncoder().encodeToString(sealed.getBytes(StandardCharsets.US_ASCII));
    }

    List<Stored> below(String path, boolean recursive) {
        var prefix = path.endsWith("/") ? path : path + "/";
        return parameters.readAll().stream().filter(one -> one.name().startsWith(prefix))
                .filter(one -> recursive || one.name().indexOf('/', prefix.length()) < 0).sorted(Comparator.comparing(Stored::name))
                .toList();
    }

    List<Stored> filtered(List<ParameterStringFilter> filters) {
        return parameters.readAll().stream().filter(one -> filters.stream().allMatch(filter -> passes(one, filter)))
                .sorted(Comparator.comparing(Stored::name)).toList();
    }

    private boolean passes(Stored one, ParameterStringFilter filter) {
        var option = Objects.requireNonNullElse(filter.option(), "Equals");
        var key = Objects.requireNonNullElse(filter.key(), "");
        var values = filter.values();
        if (key.startsWith("tag:")) {
            var tag = site.tags().read(one.arn()).get(key.substring(4));
            return tag != null && (values.isEmpty() || values.contains(tag));
        }
        return switch (key) {
            case "Name" -> values.stream().anyMatch(value -> switch (option) {
                case "BeginsWith" -> one.name().startsWith(value);
                case "Contains" -> one.name().contains(value);
                default -> one.name().equals(value);
            });
            case "Path" -> values.stream().anyMatch(value -> below(value, option.equals("Recursive")).contains(one));
            case "Type" -> values.contains(one.type().toString());
            case "KeyId" -> values.contains(one.keyId());
            case "Tier" -> values.contains(ParameterTier.STANDARD.toString());
            default -> throw ParameterErrors.filter("The following filter key is not valid: " + key);
        };
    }
}
