package com.meddevo.techdoc.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.techdoc.fact.FactValue.Day;
import com.meddevo.techdoc.fact.FactValue.Quantity;
import com.meddevo.techdoc.fact.FactValue.Text;
import com.meddevo.techdoc.fact.FactValue.Wording;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactValueTest {
    private static final Locale FALLBACK = Locale.ENGLISH;

    @ParameterizedTest
    @CsvSource({"0.1, %, de, '0,1\u00a0%'", "0.1, %, en, '0.1\u00a0%'", "5, µm, de, '5\u00a0µm'", "0.10, mm, fr, '0,10\u00a0mm'",
            "12000, h, de, '12000\u00a0h'",
            "-2.5, °C, de, '-2,5\u00a0°C'", "90, °, en, 90°", "1E+3, g, en, '1000\u00a0g'", "7, , de, 7"})
    void a_number_reads_as_its_language_writes_it_with_the_digits_that_were_given(BigDecimal number, String unit, String language,
            String expected) {
        assertThat(new Quantity(number, unit).in(Locale.forLanguageTag(language), FALLBACK)).map(Wording::text).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"de, 1. März 2026", "en-US, 'March 1, 2026'", "en-GB, 1 March 2026", "fr, 1 mars 2026"})
    void a_day_names_its_month(String language, String expected) {
        assertThat(new Day(LocalDate.of(2026, 3, 1)).in(Locale.forLanguageTag(language), FALLBACK)).map(Wording::text).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"de-AT, Jänner-Gerät", "de, Gerät", "de-CH, Gerät", "fr, Device", "en, Device"})
    void a_text_is_taken_in_the_nearest_language(String language, String expected) {
        Text text = new Text(Map.of("de-AT", "Jänner-Gerät", "de", "Gerät", "en", "Device"));

        assertThat(text.in(Locale.forLanguageTag(language), FALLBACK)).map(Wording::text).contains(expected);
    }

    @Test
    void a_text_in_neither_language_says_nothing() {
        Text text = new Text(Map.of("it", "Dispositivo"));

        assertThat(text.in(Locale.GERMAN, FALLBACK)).isEmpty();
    }
}
