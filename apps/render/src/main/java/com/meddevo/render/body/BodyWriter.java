package com.meddevo.render.body;

import com.meddevo.render.document.Block;
import com.meddevo.render.document.RenderRequest;
import com.meddevo.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Writes a document's body: the one place where Markdown becomes HTML. */
@Component
public final class BodyWriter {
    /** Elements inside elements; deeper content is an accident or an attack, and layout recurses. */
    private static final int DEPTH = 64;
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser TEXT = Parser.builder().extensions(EXTENSIONS).build();
    /** No block syntax at all: "1. Scope" is a heading's text and not a list. */
    private static final Parser HEADING = Parser.builder().enabledBlockTypes(Set.of()).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).percentEncodeUrls(true).build();
    private static final HtmlRenderer INLINE = HtmlRenderer.builder().percentEncodeUrls(true).omitSingleParagraphP(true).build();
    /** No images (there is nothing to load them from), no ids, classes or styles (ours must not be forged), no spans of cells (their size is unbounded). */
    private static final Safelist IN_TEXT = Safelist.basic()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "hr", "del", "ins", "table", "thead", "tbody", "tr", "th", "td")
            .addAttributes("ol", "start").addAttributes("th", "align").addAttributes("td", "align")
            .addProtocols("a", "href", "#").removeProtocols("a", "href", "ftp");
    private static final Safelist IN_HEADING = Safelist.simpleText().addTags("code", "sub", "sup");
    /** A pretty printer would move white space, also inside {@code pre}. */
    private static final OutputSettings AS_WRITTEN = new OutputSettings().prettyPrint(false);

    /**
     * The body of a document.
     *
     * @throws ProblemException {@code unresolved-facts} (422, with {@code keys}) if a token has no fact;
     *     {@code nested-too-deep} (422) if elements are nested deeper than 64
     */
    public Body write(RenderRequest request) {
        FactTokens tokens = new FactTokens(request.facts());
        Element main = new Element("main");
        try {
            for (Block block : request.document().blocks()) {
                Element section = main.appendElement("section").attr("data-block", block.id());
                section.html(switch (block.kind()) {
                    case HEADING -> "<h%1$d>%2$s</h%1$d>".formatted(block.level(), html(block, HEADING, INLINE, IN_HEADING, tokens));
                    case TEXT -> html(block, TEXT, HTML, IN_TEXT, tokens);
                });
                refuseDepth(section, block);
            }
        } catch (StackOverflowError tooDeep) {
            // CommonMark's renderer recurses before the depth can be counted.
            throw nestedTooDeep("a block");
        }
        if (!tokens.unresolved().isEmpty()) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "unresolved-facts",
                    "No fact was sent for: " + String.join(", ", tokens.unresolved()) + ". Send them in facts, or take the tokens out.",
                    Map.of("keys", tokens.unresolved()));
        }
        return new Body(main, headingsIn(main));
    }

    private static String html(Block block, Parser parser, HtmlRenderer renderer, Safelist allowed, FactTokens tokens) {
        Node root = parser.parse(tokens.replaceIn(block.markdown()));
        root.accept(new ImagesAsText());
        tokens.resolveIn(root);
        return Jsoup.clean(renderer.render(root), "", allowed, AS_WRITTEN);
    }

    private static List<Heading> headingsIn(Element main) {
        List<Heading> headings = new ArrayList<>();
        for (Element element : main.select("h1, h2, h3, h4, h5, h6")) {
            String id = "h-" + (headings.size() + 1);
            element.attr("id", id);
            headings.add(new Heading(element.tagName().charAt(1) - '0', id, element.text()));
        }
        return List.copyOf(headings);
    }

    private static void refuseDepth(Element section, Block block) {
        NodeTraversor.traverse((node, depth) -> {
            if (depth > DEPTH) {
                throw nestedTooDeep("block " + block.id());
            }
        }, section);
    }

    private static ProblemException nestedTooDeep(String where) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "nested-too-deep",
                "Lists, quotes or elements in " + where + " are nested deeper than " + DEPTH + ". Flatten them.", Map.of("limit", DEPTH));
    }

    /** An image's alternative text instead of the image: nothing is loaded while rendering. */
    private static final class ImagesAsText extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            visitChildren(image);
            while (image.getFirstChild() != null) {
                image.insertBefore(image.getFirstChild());
            }
            image.unlink();
        }
    }
}
