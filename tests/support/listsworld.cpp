// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/listsworld.h"

#include <QCoro/QCoroTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <algorithm>
#include <limits>

namespace muster::test {

namespace {

HttpReply reply(int status, const QByteArray &body)
{
    HttpReply reply;
    reply.status = status;
    reply.body = body;
    reply.body.reserve(body.size() + bodyPadding);
    reply.headers = {{"Content-Type", "application/json"}};
    reply.latency = std::chrono::milliseconds(7);
    return reply;
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

class ListsWorld::Channel final : public HttpChannel
{
public:
    explicit Channel(ListsWorld &world)
        : m_world(world)
    {
    }

    QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override
    {
        const QString path = request.url.path();
        if (path.endsWith(QLatin1String("/token"))) {
            ++m_world.signIns;
            co_await pause(0, stop);
            const QByteArray granted
                = m_world.scope.isEmpty() ? QByteArray() : QByteArray(R"(,"scope":")" + m_world.scope + '"');
            co_return reply(200, R"({"access_token":"t","token_type":"Bearer","expires_in":1800)" + granted + '}');
        }
        ++m_world.requests;
        Write write{request.method, {}, m_world.readings, false};
        if (request.method == "DELETE") {
            write.ids = {path.section(u'/', -1).toUtf8()};
        } else if (request.method == "PATCH" || request.method == "POST") {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            for (const QJsonValue &one : body.value(QLatin1String("contacts")).toArray())
                write.ids.append(one[QLatin1String("id")].toString().toUtf8());
        }
        const auto fault = m_world.script ? m_world.script(request, write) : std::nullopt;
        const bool arrives = !fault || fault->error != ErrorKind::NotSent;
        write.throttled = fault && fault->status == 429;
        if (!write.ids.isEmpty() && arrives) {
            if (m_world.seeing)
                m_world.seeing(write);
            m_world.writes.append(write);
        }
        HttpReply normal = !fault || fault->apply ? m_world.answer(request, write) : HttpReply{};
        co_await pause(fault && fault->hang ? std::numeric_limits<int>::max() : 0,
                       fault && fault->hang ? stop : std::stop_token());
        if (!fault)
            co_return normal;
        if (fault->status == 0) {
            ApiError error;
            error.kind = fault->error.value_or(ErrorKind::ConnectionLost);
            co_return failure(error);
        }
        HttpReply odd = reply(fault->status, fault->body);
        odd.headers += fault->headers;
        co_return odd;
    }

    void dropConnections() override { ++m_world.drops; }

private:
    static QCoro::Task<void> pause(int milliseconds, std::stop_token stop)
    {
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(milliseconds);
        const std::stop_callback hurry(stop, [&timer] { timer.start(0); });
        co_await timer;
    }

    ListsWorld &m_world;
};

std::unique_ptr<HttpChannel> ListsWorld::channel()
{
    return std::make_unique<Channel>(*this);
}

QList<QByteArray> ListsWorld::removals() const
{
    QList<QByteArray> ids;
    for (const Write &write : writes) {
        if (write.method == "DELETE")
            ids += write.ids;
    }
    return ids;
}

std::optional<ListsWorld::Contact> ListsWorld::find(const QByteArray &id) const
{
    const auto found
        = std::find_if(contacts.begin(), contacts.end(), [&](const Contact &contact) { return contact.id == id; });
    return found == contacts.end() ? std::nullopt : std::optional(*found);
}

std::optional<ListsWorld::Fault> ListsWorld::status(int status, const QByteArray &body)
{
    Fault fault;
    fault.status = status;
    fault.body = body;
    return fault;
}

std::optional<ListsWorld::Fault> ListsWorld::lost(bool applied, ErrorKind kind)
{
    Fault fault;
    fault.apply = applied;
    fault.error = kind;
    return fault;
}

HttpReply ListsWorld::answer(const HttpRequest &request, const Write &write)
{
    if (!write.ids.isEmpty())
        return change(request, write);
    if (!request.url.path().endsWith(QLatin1String("/contactlists")))
        return page(request);
    const QJsonObject list{{QStringLiteral("id"), QString::fromUtf8(listId)},
                           {QStringLiteral("name"), QStringLiteral("Customers")},
                           {QStringLiteral("contactCount"), contacts.size()}};
    return reply(200, json({{QStringLiteral("items"), QJsonArray{list}}}));
}

HttpReply ListsWorld::page(const HttpRequest &request)
{
    const QUrlQuery query(request.url);
    const qsizetype first = query.queryItemValue(QStringLiteral("from")).toLongLong();
    const qsizetype limit = std::min<qsizetype>(pageLimit, query.queryItemValue(QStringLiteral("limit")).toLongLong());
    QJsonArray rows;
    for (const Contact &contact : contacts.mid(first, limit)) {
        QJsonObject row{{QStringLiteral("id"), QString::fromUtf8(contact.id)},
                        {QStringLiteral("phone"), QString::fromUtf8(contact.phone)}};
        if (!contact.note.isEmpty())
            row.insert(noteName, QString::fromUtf8(contact.note));
        rows.append(row);
    }
    QJsonObject body{{QStringLiteral("contacts"), rows}};
    if (first + limit < contacts.size()) {
        QUrl next = request.url;
        next.setQuery(QStringLiteral("limit=%1&from=%2").arg(limit).arg(first + limit));
        body.insert(QStringLiteral("nextPageUri"), next.toString(QUrl::FullyEncoded));
    } else {
        ++readings;
    }
    return reply(200, json(body));
}

HttpReply ListsWorld::change(const HttpRequest &request, const Write &write)
{
    const auto place = [this](const QByteArray &id) {
        return std::find_if(contacts.begin(), contacts.end(), [&](const Contact &contact) { return contact.id == id; });
    };
    if (write.method == "DELETE") {
        const auto found = place(write.ids.first());
        if (found == contacts.end())
            return reply(404, R"({"error":"not_found","message":"no such contact"})");
        contacts.erase(found);
        return reply(204, {});
    }
    const QJsonArray rows = QJsonDocument::fromJson(request.body).object().value(QLatin1String("contacts")).toArray();
    if (write.method == "POST") {
        for (const QByteArray &id : write.ids) {
            if (place(id) != contacts.end())
                return reply(409, R"({"error":"conflict","message":"a contact is in the list"})");
        }
        for (const QJsonValue &row : rows)
            contacts.append(
                {row[QLatin1String("id")].toString().toUtf8(), row[QLatin1String("phone")].toString().toUtf8(), {}});
        return reply(201, json({{QStringLiteral("createdCount"), rows.size()}}));
    }
    for (const QByteArray &id : write.ids) {
        if (place(id) == contacts.end())
            return reply(400, R"({"error":"invalid_batch","message":"a contact is not in the list"})");
    }
    for (const QJsonValue &row : rows)
        place(row[QLatin1String("id")].toString().toUtf8())->phone = row[QLatin1String("phone")].toString().toUtf8();
    return reply(200, json({{QStringLiteral("updatedCount"), rows.size()}}));
}

} // namespace muster::test
