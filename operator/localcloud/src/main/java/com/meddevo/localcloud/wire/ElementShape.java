package com.meddevo.localcloud.wire;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Model objects out of XML documents. */
final class ElementShape {

    private static final DocumentBuilderFactory DOCUMENTS = documents();

    private ElementShape() {}

    /**
     * Reads a document.
     *
     * @param body    the document, whatever its root is called; none if nothing but its location speaks for a request
     * @param builder of what it is
     * @throws Protocol.Malformed if it is no document, or not of this
     */
    static Object read(String body, SdkPojo builder) {
        if (body.isBlank()) {
            return ((SdkBuilder<?, ?>) builder).build();
        }
        try {
            var parser = DOCUMENTS.newDocumentBuilder();
            parser.setErrorHandler(null);
            return read(parser.parse(new InputSource(new StringReader(body))).getDocumentElement(), builder);
        } catch (SAXException e) {
            throw new Protocol.Malformed("The body is not XML: " + e.getMessage());
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("A document in memory can always be read.", e);
        }
    }

    private static Object read(Element element, SdkPojo builder) {
        for (var field : builder.sdkFields()) {
            var found = children(element, field.locationName());
            if (field.location() == MarshallLocation.PAYLOAD && !found.isEmpty()) {
                field.set(builder, isFlat(field) ? list(field, found) : value(field, found.getFirst()));
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object value(SdkField<?> field, Element element) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return read(element, field.constructor().get());
        }
        if (type == MarshallingType.LIST) {
            return list(field,
                    children(element, Objects.requireNonNullElse(field.getTrait(ListTrait.class).memberLocationName(), "member")));
        }
        if (type == MarshallingType.MAP) {
            return map(field.getTrait(MapTrait.class), children(element, "entry"));
        }
        return PlainText.read(field, element.getTagName(), element.getTextContent());
    }

    private static List<Object> list(SdkField<?> field, List<Element> elements) {
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        return new ArrayList<>(elements.stream().map(element -> value(member, element)).toList());
    }

    private static Map<String, Object> map(MapTrait trait, List<Element> entries) {
        var map = new LinkedHashMap<String, Object>();
        for (var entry : entries) {
            children(entry, trait.keyLocationName()).forEach(key -> children(entry, trait.valueLocationName())
                    .forEach(value -> map.put(key.getTextContent(), value(trait.valueFieldInfo(), value))));
        }
        return map;
    }

    private static boolean isFlat(SdkField<?> field) {
        return field.marshallingType() == MarshallingType.LIST && field.getTrait(ListTrait.class).isFlattened();
    }

    private static List<Element> children(Element parent, String name) {
        var children = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }

    private static DocumentBuilderFactory documents() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's own XML parser can refuse document types.", e);
        }
    }
}
