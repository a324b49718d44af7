package com.meddevo.techdoc.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicUdiDiTest {
    private static final String ENCODABLE = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    @ParameterizedTest
    @CsvSource({"1987654Ad4X4bL5ttr2310c, 2K", "8437025550LegitCADx, 6X"})
    void known_models_have_the_check_characters_that_gs1_and_the_market_say(String model, String checkCharacters) {
        assertThat(BasicUdiDi.checkCharactersOf(model)).isEqualTo(checkCharacters);
        assertThat(new BasicUdiDi(model + checkCharacters).value()).isEqualTo(model + checkCharacters);
    }

    @Property
    void a_model_with_its_check_characters_verifies(@ForAll("models") String model) {
        assertThat(new BasicUdiDi(model + BasicUdiDi.checkCharactersOf(model)).value()).startsWith(model);
    }

    @Property
    void one_wrong_character_is_found(@ForAll("models") String model, @ForAll("positions") int position, @ForAll("characters") char wrong) {
        Assume.that(position < model.length() && model.charAt(position) != wrong && (position > 4 || Character.isDigit(wrong)));
        String mistyped = model.substring(0, position) + wrong + model.substring(position + 1) + BasicUdiDi.checkCharactersOf(model);

        assertThatThrownBy(() -> new BasicUdiDi(mistyped)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void two_neighbours_swapped_are_found(@ForAll("models") String model, @ForAll("positions") int position) {
        Assume.that(position >= 5 && position + 1 < model.length() && model.charAt(position) != model.charAt(position + 1));
        String swapped = model.substring(0, position) + model.charAt(position + 1) + model.charAt(position) + model.substring(position + 2)
                + BasicUdiDi.checkCharactersOf(model);

        assertThatThrownBy(() -> new BasicUdiDi(swapped)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_mistake_names_the_right_check_characters() {
        assertThatThrownBy(() -> new BasicUdiDi("8437025550LegitCADx6Y")).hasMessageContaining("are 6Y").hasMessageContaining("has 6X");
    }

    @ParameterizedTest
    @CsvSource({"1234, 8 to 25 characters", "123456789012345678901234567890, 8 to 25 characters", "ABCDE12345AA, company prefix",
            "12345§678AA, GS1 can encode"})
    void what_cannot_be_one_is_said_so(String value, String because) {
        assertThatThrownBy(() -> new BasicUdiDi(value)).hasMessageContaining(because);
    }

    @Provide
    Arbitrary<String> models() {
        return Combinators
                .combine(Arbitraries.strings().numeric().ofLength(5),
                        Arbitraries.strings().withChars(ENCODABLE).ofMinLength(1).ofMaxLength(18))
                .as(String::concat);
    }

    @Provide
    Arbitrary<Character> characters() { return Arbitraries.chars().with(ENCODABLE); }

    @Provide
    Arbitrary<Integer> positions() { return Arbitraries.integers().between(0, 22); }
}
