package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AwsService;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** The query protocol: forms in, XML out. */
final class QueryProtocol implements Protocol {

    private static final String CONTENT_TYPE = "text/xml";
    private static final int SERVER_ERROR = 500;
    private static final Map<AwsService, String> NAMESPACES = Map.of(
            AwsService.ELB, "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
            AwsService.STS, "https://sts.amazonaws.com/doc/2011-06-15/");

    private final XMLOutputFactory factory = XMLOutputFactory.newFactory();

    /** Writes a document, in the middle of which somebody else goes on. */
    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    @Override
    public Optional<String> operation(WireRequest request) { return Optional.ofNullable(request.form().get("Action")); }

    @Override
    public Object read(WireRequest request, SdkPojo builder) { return new FormShape(request.form()).read(builder); }

    @Override
    public Answer write(AwsService service, String operation, SdkPojo response, String requestId) {
        return document(200, operation + "Response", NAMESPACES.get(service), xml -> {
            xml.writeStartElement(operation + "Result");
            XmlShape.write(xml, response);
            xml.writeEndElement();
            xml.writeStartElement("ResponseMetadata");
            element(xml, "RequestId", requestId);
            xml.writeEndElement();
        });
    }

    @Override
    public Answer refuse(AwsService service, AwsServiceException refusal, String requestId) {
        return error(Refusals.status(refusal), NAMESPACES.get(service), service.codeOf(refusal), Refusals.message(refusal), requestId,
                xml -> {
                    if (refusal instanceof SdkPojo members) {
                        XmlShape.write(xml, members);
                    }
                });
    }

    @Override
    public Answer fail(int status, String code, String message, String requestId) {
        return error(status, "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/", code, message, requestId, xml -> {});
    }

    private Answer error(int status, String namespace, String code, String message, String requestId, Content members) {
        return document(status, "ErrorResponse", namespace, xml -> {
            xml.writeStartElement("Error");
            element(xml, "Type", status < SERVER_ERROR ? "Sender" : "Receiver");
            element(xml, "Code", code);
            element(xml, "Message", message);
            members.write(xml);
            xml.writeEndElement();
            element(xml, "RequestId", requestId);
        });
    }

    private Answer document(int status, String root, String namespace, Content content) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = factory.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartElement(root);
            xml.writeDefaultNamespace(namespace);
            content.write(xml);
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A document in memory can always be written.", e);
        }
        return new Answer(status, CONTENT_TYPE, bytes.toByteArray());
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
