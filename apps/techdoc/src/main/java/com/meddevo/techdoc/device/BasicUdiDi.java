package com.meddevo.techdoc.device;

import java.util.regex.Pattern;

/**
 * A Basic UDI-DI issued under GS1's rules: a Global Model Number (GMN), which ends with two check characters.
 *
 * <p>The check characters are a weighted sum of the characters' places in GS1's set of 82, modulo 1021, written as two of 32 characters
 * that cannot be mistaken for each other (GS1 General Specifications, section 7.9.5).
 *
 * @param value 8 to 25 characters that begin with five digits of the company prefix; upper and lower case differ
 */
public record BasicUdiDi(String value) {
    private static final String ENCODABLE = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final String CHECK_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int[] WEIGHTS_FROM_THE_RIGHT = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79,
            83};
    private static final int MODULUS = 1021;
    private static final Pattern PREFIX = Pattern.compile("\\d{5}.*", Pattern.DOTALL);

    /** @throws IllegalArgumentException says what is wrong and, if only the check characters are, the right ones */
    public BasicUdiDi {
        if (value.length() < 8 || value.length() > 25) {
            throw new IllegalArgumentException("a Basic UDI-DI has 8 to 25 characters, this one has " + value.length());
        }
        String model = value.substring(0, value.length() - 2);
        String given = value.substring(value.length() - 2);
        String right = checkCharactersOf(model);
        if (!given.equals(right)) {
            throw new IllegalArgumentException("its check characters are " + given + ", but " + model + " has " + right);
        }
    }

    /**
     * The two check characters of a model reference.
     *
     * @param model company prefix and reference without check characters, at most 23 characters
     * @throws IllegalArgumentException if it is too long, does not begin with digits, or has a character that GS1 cannot encode
     */
    public static String checkCharactersOf(String model) {
        if (model.length() > WEIGHTS_FROM_THE_RIGHT.length) {
            throw new IllegalArgumentException("a model reference has at most " + WEIGHTS_FROM_THE_RIGHT.length + " characters");
        }
        if (!PREFIX.matcher(model).matches()) {
            throw new IllegalArgumentException("a Basic UDI-DI of GS1 begins with the digits of the company prefix");
        }
        int sum = 0;
        for (int position = 0; position < model.length(); position++) {
            char character = model.charAt(position);
            int place = ENCODABLE.indexOf(character);
            if (place < 0) {
                throw new IllegalArgumentException("'" + character + "' is not a character that GS1 can encode");
            }
            sum += place * WEIGHTS_FROM_THE_RIGHT[model.length() - 1 - position];
        }
        int check = sum % MODULUS;
        return "" + CHECK_CHARACTERS.charAt(check / CHECK_CHARACTERS.length()) + CHECK_CHARACTERS.charAt(check % CHECK_CHARACTERS.length());
    }
}
