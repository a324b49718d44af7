package com.meddevo.render.body;

import static com.meddevo.render.document.SampleDocument.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.meddevo.render.document.SampleDocument;
import com.meddevo.service.problem.ProblemException;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyWriterTest {
    private final BodyWriter bodies = new BodyWriter();

    @Property(tries = 300)
    void a_value_is_shown_exactly_as_it_is_wherever_its_token_stands(@ForAll("values") String value, @ForAll("places") String place) {
        SampleDocument document = document().text(place).fact("x.y_z", value);

        Body body = bodies.write(document.request());

        assertThat(body.html().wholeText()).contains(value);
        assertThat(body.html().select("script, img, style, iframe")).isEmpty();
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> words = Arbitraries.strings().withChars("ab*_`<>&[](){}$\\|#!~\"' é").ofMinLength(1).ofMaxLength(12)
                .map(text -> "v" + text + "v");
        return Combinators.combine(words, Arbitraries.of("", "<script>alert(1)</script>", "**bold**", "{{fact:x.y_z}}", "![i](http://x/)"))
                .as(String::concat);
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of("{{fact:x.y_z}}", "a {{fact:x.y_z}} b", "**{{fact:x.y_z}}**", "# {{fact:x.y_z}}", "- {{fact:x.y_z}}",
                "`{{fact:x.y_z}}`",
                "    {{fact:x.y_z}}", "```\n{{fact:x.y_z}}\n```", "| a |\n|---|\n| {{fact:x.y_z}} |", "<b>{{fact:x.y_z}}</b>",
                "> {{fact:x.y_z}}",
                "<div>\n{{fact:x.y_z}}\n</div>", "[{{fact:x.y_z}}](https://example.com)", "![{{fact:x.y_z}}](a.png)");
    }

    @Test
    void tokens_without_a_fact_are_named_all_at_once() {
        SampleDocument document = document().text("{{fact:b.two}} and {{fact:known}}").heading(1, "{{fact:a.one}}").fact("known", "1");

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> bodies.write(document.request()));

        assertThat(problem.getStatusCode().value()).isEqualTo(422);
        assertThat(problem.getBody().getProperties()).containsEntry("code", "unresolved-facts").containsEntry("keys",
                Set.of("a.one", "b.two"));
    }

    @Test
    void an_escaped_token_is_text() {
        SampleDocument document = document().text("Write \\{\\{fact:key}} to use a fact.");

        Body body = bodies.write(document.request());

        assertThat(body.html().text()).isEqualTo("Write {{fact:key}} to use a fact.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
            "<p onclick='x()' style='position:fixed' id='h-1'>a</p>",
            "[a](javascript:alert(1))", "<a href='JaVaScRiPt:x'>a</a>", "<iframe src='http://example.com'></iframe>",
            "<svg onload=alert(1)>",
            "<table><tr><td colspan=1000000000>a</td></tr></table>", "![a](http://example.com/a.png)", "<style>*{}</style>",
            "<base href='http://x/'>"})
    void nothing_that_loads_runs_or_forges_survives(String hostile) {
        SampleDocument document = document().text(hostile).text("a " + hostile);

        Body body = bodies.write(document.request());

        assertThat(body.html().select("script, img, iframe, svg, style, base, [onclick], [onerror], [style], [colspan], p[id]")).isEmpty();
        assertThat(body.html().select("a[href]")).isEmpty();
    }

    @Test
    void a_heading_may_look_like_a_list() {
        SampleDocument document = document().heading(2, "1. Intended *purpose*");

        Body body = bodies.write(document.request());

        assertThat(body.headings()).containsExactly(new Heading(2, "h-1", "1. Intended purpose"));
    }

    @Test
    void headings_inside_text_count_too() {
        SampleDocument document = document().heading(1, "Scope").text("## Purpose\n\ntext\n\n### Users");

        Body body = bodies.write(document.request());

        assertThat(body.headings()).extracting(Heading::level, Heading::text).containsExactly(
                tuple(1, "Scope"), tuple(2, "Purpose"),
                tuple(3, "Users"));
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "* ", "<b>"})
    void nesting_without_end_is_refused_and_not_a_crash(String nest) {
        SampleDocument document = document().text(nest.repeat(20_000) + "x");

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> bodies.write(document.request()));

        assertThat(problem.getBody().getProperties()).containsEntry("code", "nested-too-deep");
    }
}
