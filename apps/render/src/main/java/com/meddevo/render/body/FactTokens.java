package com.meddevo.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jsoup.nodes.Entities;

/**
 * The fact tokens of one document: {@code {{fact:device.trade_name}}}.
 *
 * <p>A token is found in the Markdown as it was written, since that is where its author and the index of usages see it, but its value is put
 * in only after the Markdown was parsed: a value is text and can never become markup. In between a placeholder of private-use characters
 * stands for it, which Markdown reads as a word.
 */
final class FactTokens {
    private static final Pattern TOKEN = Pattern.compile("\\{\\{fact:([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*)}}");
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern PLACEHOLDER = Pattern.compile(OPEN + "(\\d+)" + CLOSE);
    private static final Pattern RESERVED = Pattern.compile("[" + OPEN + CLOSE + "]");

    private final Map<String, String> facts;
    private final List<String> values = new ArrayList<>();
    private final SortedSet<String> unresolved = new TreeSet<>();

    FactTokens(Map<String, String> facts) { this.facts = facts; }

    /** The Markdown with a placeholder for every token. Placeholders' own characters, if the author wrote any, become U+FFFD. */
    String replaceIn(String markdown) {
        return TOKEN.matcher(RESERVED.matcher(markdown).replaceAll("\uFFFD")).replaceAll(token -> placeholder(token.group(1)));
    }

    /** Puts the values where the placeholders stand. */
    void resolveIn(Node root) { root.accept(new Resolver()); }

    /** The keys that tokens named and no fact had, sorted. */
    SortedSet<String> unresolved() { return unresolved; }

    private String placeholder(String key) {
        String value = facts.get(key);
        if (value == null) {
            unresolved.add(key);
            return "";
        }
        values.add(value);
        return OPEN + Integer.toString(values.size() - 1) + CLOSE;
    }

    private String resolved(String text, UnaryOperator<String> escape) {
        return PLACEHOLDER.matcher(text).replaceAll(
                placeholder -> Matcher.quoteReplacement(escape.apply(values.get(Integer.parseInt(placeholder.group(1))))));
    }

    private final class Resolver extends AbstractVisitor {
        @Override
        public void visit(Text text) { text.setLiteral(resolved(text.getLiteral(), UnaryOperator.identity())); }

        @Override
        public void visit(Code code) { code.setLiteral(resolved(code.getLiteral(), UnaryOperator.identity())); }

        @Override
        public void visit(FencedCodeBlock block) { block.setLiteral(resolved(block.getLiteral(), UnaryOperator.identity())); }

        @Override
        public void visit(IndentedCodeBlock block) { block.setLiteral(resolved(block.getLiteral(), UnaryOperator.identity())); }

        @Override
        public void visit(HtmlInline html) { html.setLiteral(resolved(html.getLiteral(), Entities::escape)); }

        @Override
        public void visit(HtmlBlock html) { html.setLiteral(resolved(html.getLiteral(), Entities::escape)); }

        @Override
        public void visit(Link link) {
            link.setDestination(resolved(link.getDestination(), UnaryOperator.identity()));
            if (link.getTitle() != null) {
                link.setTitle(resolved(link.getTitle(), UnaryOperator.identity()));
            }
            visitChildren(link);
        }
    }
}
