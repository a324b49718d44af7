package com.meddevo.techdoc.document;

import com.meddevo.techdoc.fact.FactKey;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tokens in a block's Markdown: {@code {{fact:device.trade_name}}}. A backslash before a brace makes it text. */
public final class FactTokens {
    private static final Pattern FACT = Pattern.compile("\\{\\{fact:(" + FactKey.GRAMMAR + ")}}");
    /** Whatever looks like a token: two braces, a word, a colon. */
    private static final Pattern ANY = Pattern.compile("\\{\\{\\s*[A-Za-z]+\\s*:[^{}]*}}");

    private FactTokens() {}

    /** The keys that a text names, sorted. */
    public static SortedSet<String> keysIn(String markdown) {
        return FACT.matcher(markdown).results().map(token -> token.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What looks like a token and is none, as written, sorted. */
    static SortedSet<String> mistakesIn(String markdown) {
        return ANY.matcher(markdown).results().map(MatchResult::group).filter(token -> !FACT.matcher(token).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A text with its tokens replaced.
     *
     * @param value of a key; {@code null} leaves the token as it stands
     */
    public static String replace(String markdown, UnaryOperator<String> value) {
        return FACT.matcher(markdown).replaceAll(token -> {
            String replacement = value.apply(token.group(1));
            return Matcher.quoteReplacement(replacement == null ? token.group() : replacement);
        });
    }
}
