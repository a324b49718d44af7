package com.meddevo.localcloud.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The query protocol: forms in, XML out.
 *
 * @param namespace of the service's documents
 */
record QueryProtocol(String namespace) implements Protocol {

    @Override
    public Optional<String> operation(WireRequest request) { return Optional.ofNullable(request.form().get("Action")); }

    @Override
    public Object read(WireRequest request, SdkPojo builder) {
        return new FormShape(request.form(), FormShape.Lists.OF_MEMBERS).read(builder);
    }

    @Override
    public Answer write(String operation, SdkPojo response, String requestId) {
        return XmlAnswer.of(200, operation + "Response", namespace, xml -> {
            xml.writeStartElement(operation + "Result");
            XmlShape.write(xml, response);
            xml.writeEndElement();
            xml.writeStartElement("ResponseMetadata");
            XmlAnswer.element(xml, "RequestId", requestId);
            xml.writeEndElement();
        });
    }

    @Override
    public Answer refuse(Problem problem, Optional<SdkPojo> members) {
        return XmlAnswer.error(namespace, problem, xml -> {
            if (members.isPresent()) {
                XmlShape.write(xml, members.get());
            }
        });
    }

    @Override
    public UnreadCodes unread() { return UnreadCodes.OF_XML; }
}
