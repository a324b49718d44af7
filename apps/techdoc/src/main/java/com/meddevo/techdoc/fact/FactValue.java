package com.meddevo.techdoc.fact;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.meddevo.service.language.LanguageTag;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.data.annotation.TypeAlias;

/** The value of a fact's revision, and how it reads in a language. In JSON the field names tell the kinds apart. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(FactValue.Text.class), @JsonSubTypes.Type(FactValue.Quantity.class),
        @JsonSubTypes.Type(FactValue.Day.class)})
public sealed interface FactValue {
    /** The type of the facts that may have this value. */
    FactType type();

    /**
     * The value as a document in a language shows it.
     *
     * @param language of the document
     * @param fallback the tenant's language
     * @return empty if the value says nothing in either language
     */
    Optional<Wording> in(Locale language, Locale fallback);

    /**
     * How a value reads.
     *
     * @param text plain text, no Markdown
     * @param language the language it is in; another than the document's if there was only the fallback
     */
    record Wording(String text, Locale language) {
    }

    /**
     * Text, written per language.
     *
     * @param text by BCP 47 tag, e.g. {@code {"en": "Infusion pump", "de": "Infusionspumpe"}}
     */
    @TypeAlias("text")
    record Text(
            @NotEmpty @Size(max = 40) Map<@NotNull @LanguageTag String, @NotBlank @Size(max = 20_000) String> text)
            implements
                FactValue {
        /** Keeps a copy, sorted by language. */
        public Text {
            SortedMap<String, String> sorted = new TreeMap<>(text == null ? Map.of() : text);
            text = sorted;
        }

        @Override
        public FactType type() { return FactType.TEXT; }

        @Override
        public Optional<Wording> in(Locale language, Locale fallback) {
            return wording(language.toLanguageTag()).or(() -> wording(language.getLanguage())).or(() -> wording(fallback.toLanguageTag()));
        }

        private Optional<Wording> wording(String tag) {
            return Optional.ofNullable(text.get(tag)).map(found -> new Wording(found, Locale.forLanguageTag(tag)));
        }
    }

    /**
     * A number with the digits that were given ({@code 0.10} is not {@code 0.1}: digits say how exact a value is) and its unit.
     *
     * @param number in JSON a string or a number, always with a point; the database keeps 34 digits
     * @param unit as it is printed, e.g. {@code %} or {@code µm}; {@code null} for a bare number
     */
    @TypeAlias("number")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Quantity(@NotNull @Digits(integer = 17, fraction = 17) @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal number,
            @Size(min = 1, max = 30) String unit) implements FactValue {
        private static final char NO_BREAK_SPACE = '\u00A0';
        /** Signs of plane angle are the only units that stand without a space (SI Brochure, 9th edition, section 5.4.3). */
        private static final Set<String> ANGLES = Set.of("°", "′", "″");

        @Override
        public FactType type() { return FactType.NUMBER; }

        /** Says the same in every language, each with its decimal sign: {@code 0,1 %} in German. Thousands are not grouped. */
        @Override
        public Optional<Wording> in(Locale language, Locale fallback) {
            DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(language);
            format.setGroupingUsed(false);
            format.setMinimumFractionDigits(Math.max(0, number.scale()));
            format.setMaximumFractionDigits(Math.max(0, number.scale()));
            String digits = format.format(number);
            String space = unit == null || ANGLES.contains(unit) ? "" : "" + NO_BREAK_SPACE;
            return Optional.of(new Wording(digits + space + (unit == null ? "" : unit), language));
        }
    }

    /**
     * A day.
     *
     * @param date ISO 8601
     */
    @TypeAlias("date")
    record Day(@NotNull LocalDate date) implements FactValue {
        @Override
        public FactType type() { return FactType.DATE; }

        /** With the month as a word: {@code 1. März 2026}, since 01/03 is two days. */
        @Override
        public Optional<Wording> in(Locale language, Locale fallback) {
            return Optional
                    .of(new Wording(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language).format(date), language));
        }
    }
}
