package com.meddevo.techdoc.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {
    @ParameterizedTest
    @ValueSource(strings = {"8437025550005", "96385074", "036000291452", "10012345678902"})
    void known_numbers_of_every_length_verify(String gtin) { assertThat(new Gtin(gtin).value()).isEqualTo(gtin); }

    @Property
    void one_wrong_digit_is_found(@ForAll("numbers") String number, @ForAll @IntRange(max = 12) int position,
            @ForAll @IntRange(max = 9) int wrong) {
        Assume.that(position < number.length() && number.charAt(position) - '0' != wrong);
        String mistyped = number.substring(0, position) + wrong + number.substring(position + 1) + Gtin.checkDigitOf(number);

        assertThatThrownBy(() -> new Gtin(mistyped)).hasMessageContaining("check digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8437025550006", "843702555000", "84370255500055", "843702555000x", " 8437025550005", "٨٤٣٧٠٢٥٥"})
    void anything_else_does_not(String value) { assertThatThrownBy(() -> new Gtin(value)).isInstanceOf(IllegalArgumentException.class); }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.of(7, 11, 12, 13).flatMap(length -> Arbitraries.strings().numeric().ofLength(length));
    }
}
