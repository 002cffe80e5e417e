// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QCoro/QCoroTimer>
#include <QTimer>
#include <functional>
#include <memory>

namespace muster::test {

/// A provider without sockets: answers each request as a test wants, remembers what was asked.
class ProviderChannel final : public HttpChannel
{
public:
    struct Answer
    {
        int status = 200;
        HttpHeaders headers;
        std::optional<ErrorKind> error;
        bool hang = false;
    };
    using Script = std::function<Answer(const QByteArray &number, int request)>;

    explicit ProviderChannel(std::shared_ptr<QList<QByteArray>> asked, Script script)
        : m_asked(std::move(asked))
        , m_script(std::move(script))
    {
    }
    QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override
    {
        const QByteArray number = request.url.path().section(u'/', -1).toLatin1();
        m_asked->append(number);
        const Answer answer = m_script ? m_script(number, int(m_asked->size())) : Answer{};
        QTimer turn;
        turn.setSingleShot(true);
        turn.start(answer.hang ? std::chrono::hours(24) : std::chrono::hours(0));
        {
            const std::stop_callback hurry(stop, [&turn] { turn.start(0); });
            co_await turn;
        }
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        if (answer.error)
            co_return failure({.kind = *answer.error});
        HttpReply reply;
        reply.status = answer.status;
        reply.headers = answer.headers;
        reply.latency = std::chrono::milliseconds(5);
        if (answer.status == 200) {
            reply.body = R"({"phone_number":")" + number
                + R"(","valid":true,"line_type_intelligence":{"type":"nonFixedVoip","error_code":null}})";
        }
        reply.body.reserve(reply.body.size() + bodyPadding);
        co_return reply;
    }

private:
    const std::shared_ptr<QList<QByteArray>> m_asked;
    const Script m_script;
};

} // namespace muster::test
