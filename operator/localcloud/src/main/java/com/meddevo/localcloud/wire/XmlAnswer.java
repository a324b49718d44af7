package com.meddevo.localcloud.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document in the making. */
final class XmlAnswer {

    private static final String CONTENT_TYPE = "text/xml";
    private static final int SERVER_ERROR = 500;
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    /** Writes a document, in the middle of which somebody else goes on. */
    interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private XmlAnswer() {}

    /** A document of one element. */
    static Protocol.Answer of(int status, String root, String namespace, Content content) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement(root);
            if (!namespace.isEmpty()) {
                xml.writeDefaultNamespace(namespace);
            }
            content.write(xml);
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A document in memory can always be written.", e);
        }
        return new Protocol.Answer(status, CONTENT_TYPE, bytes.toByteArray());
    }

    /** The error document that the query and the REST-XML protocol share; {@code members} are the exception's own. */
    static Protocol.Answer error(String namespace, Protocol.Problem problem, Content members) {
        return of(problem.status(), "ErrorResponse", namespace, xml -> {
            xml.writeStartElement("Error");
            element(xml, "Type", problem.status() < SERVER_ERROR ? "Sender" : "Receiver");
            element(xml, "Code", problem.code());
            element(xml, "Message", problem.message());
            members.write(xml);
            xml.writeEndElement();
            element(xml, "RequestId", problem.requestId());
        });
    }

    static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
