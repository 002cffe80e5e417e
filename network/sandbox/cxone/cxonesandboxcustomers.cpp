// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxcustomers.h"

#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstCustomer = qint64(8) << 40; // In the numbers that ids are made of; no list has these.
constexpr quint64 customerSalt = 0x63757374;

QString customerText(const SandboxData &data, qint64 number, SandboxAttribute attribute)
{
    std::string text;
    return data.appendValue(number, attribute, text) ? QString::fromStdString(text) : QString();
}

QString fullName(const CxoneSandboxCustomer &customer)
{
    return QString(customer.firstName + u' ' + customer.surname).trimmed();
}

QJsonObject renderedCustomer(const CxoneSandboxCustomer &customer)
{
    QJsonArray fields;
    for (auto field = customer.customFields.cbegin(); field != customer.customFields.cend(); ++field) {
        fields.append(QJsonObject{{u"ident"_s, field.key()},
                                  {u"value"_s, field.value()},
                                  {u"updatedAt"_s, cxoneSandboxTime(customer.updated)}});
    }
    const QJsonObject identity{{u"idOnExternalPlatform"_s, customer.customFields.value(u"email"_s, customer.id)},
                               {u"firstName"_s, customer.firstName},
                               {u"lastName"_s, customer.surname}};
    return {{u"id"_s, customer.id},
            {u"updatedAt"_s, cxoneSandboxTime(customer.updated)},
            {u"firstName"_s, customer.firstName},
            {u"surname"_s, customer.surname},
            {u"fullName"_s, fullName(customer)},
            {u"customFields"_s, fields},
            {u"identities"_s, QJsonArray{identity}},
            {u"messageStatistics"_s, QJsonObject{{u"inbound"_s, customer.inbound}, {u"outbound"_s, customer.outbound}}},
            {u"sentimentStatistics"_s, QJsonObject{{u"positive"_s, 0}, {u"neutral"_s, 0}, {u"negative"_s, 0}}}};
}

// What a customer is ordered by; numbers with zeros in front, so that text compares as they do.
QString customerKey(const CxoneSandboxCustomer &customer, const QString &order)
{
    if (order == "firstName"_L1)
        return customer.firstName;
    if (order == "lastName"_L1)
        return customer.surname;
    if (order == "numberOfInbounds"_L1)
        return u"%1"_s.arg(customer.inbound, 6, 10, QLatin1Char('0'));
    if (order == "numberOfOutbounds"_L1)
        return u"%1"_s.arg(customer.outbound, 6, 10, QLatin1Char('0'));
    if (order == "updatedAt"_L1 || order == "lastInteractionAt"_L1)
        return cxoneSandboxTime(customer.updated);
    return order == "relevance"_L1 ? QString() : cxoneSandboxTime(customer.created);
}

} // namespace

CxoneSandboxCustomers::CxoneSandboxCustomers(const SandboxData &data, const QDateTime &started)
    : m_data(data)
    , m_started(started)
{
}

QList<CxoneSandboxRoute> CxoneSandboxCustomers::routes(const QStringList &path)
{
    if (path == QStringList{u"customers"_s}) {
        return {{.method = "GET",
                 .parameters = {"query", "limit", "page", "orderBy", "order"},
                 .answer = [this](CxoneSandboxCall &call) { return index(call); }}};
    }
    if (path.size() == 2 && path.first() == "customers"_L1) {
        return {{.method = "GET", .parameters = {}, .answer = [this, id = path.last()](CxoneSandboxCall &) {
                     return one(id);
                 }}};
    }
    return {};
}

CxoneSandboxCustomer CxoneSandboxCustomers::customer(qint64 number) const
{
    const quint64 draw = m_data.random(number, customerSalt);
    std::string id;
    m_data.appendId(firstCustomer + number, id);
    constexpr qint64 seconds = 86'400;
    CxoneSandboxCustomer customer{
        .id = QString::fromStdString(id),
        .firstName = customerText(m_data, number, SandboxAttribute::FirstName),
        .surname = customerText(m_data, number, SandboxAttribute::LastName),
        .created = m_started.addSecs(-400 * seconds + static_cast<qint64>(draw % (300 * seconds))),
        .updated = m_started.addSecs(-90 * seconds + static_cast<qint64>((draw >> 16) % (90 * seconds))),
        .inbound = static_cast<int>((draw >> 32) % 40),
        .outbound = static_cast<int>((draw >> 40) % 60),
    };
    const QList<std::pair<QString, SandboxAttribute>> fields{
        {u"email"_s, SandboxAttribute::Email},
        {u"phone"_s, SandboxAttribute::Phone},
        {u"city"_s, SandboxAttribute::City},
        {u"tier"_s, SandboxAttribute::Tier},
        {u"loyaltyPoints"_s, SandboxAttribute::LoyaltyPoints},
    };
    for (const auto &[ident, attribute] : fields) {
        if (const QString value = customerText(m_data, number, attribute); !value.isEmpty())
            customer.customFields.insert(ident, value);
    }
    return customer;
}

std::optional<qint64> CxoneSandboxCustomers::numberOf(const QString &id) const
{
    const auto number = m_data.contactOf(id.toStdString());
    if (!number || *number < firstCustomer || *number >= firstCustomer + count)
        return std::nullopt;
    return *number - firstCustomer;
}

SandboxAnswer CxoneSandboxCustomers::index(CxoneSandboxCall &call) const
{
    CxoneSandboxParameters &parameters = call.parameters;
    constexpr qint64 usual = 25;
    const qint64 limit = parameters.number("limit", usual, 1, mostOnPage);
    const qint64 page = parameters.number("page", 1, 1, 1'000'000);
    const QString order = parameters.word("orderBy",
                                          {u"createdAt"_s, u"relevance"_s, u"updatedAt"_s, u"firstName"_s,
                                           u"lastName"_s, u"firstInteractionAt"_s, u"lastInteractionAt"_s,
                                           u"numberOfInbounds"_s, u"numberOfOutbounds"_s});
    const bool descending = parameters.word("order", {u"asc"_s, u"desc"_s}) == "desc"_L1;
    if (!parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(CxoneSandboxFamily::Digital, call);
    const QString query = parameters.text("query");
    QList<std::pair<QString, qint64>> found; // What it is ordered by, and the customer.
    for (qint64 number = 0; number < count; ++number) {
        const CxoneSandboxCustomer customer = this->customer(number);
        if (query.isEmpty() || fullName(customer).contains(query, Qt::CaseInsensitive)
            || customer.customFields.value(u"email"_s).contains(query, Qt::CaseInsensitive))
            found.append({customerKey(customer, order), number});
    }
    std::sort(found.begin(), found.end());
    if (descending)
        std::reverse(found.begin(), found.end());
    QJsonArray data;
    for (qint64 at = (page - 1) * limit; at < std::min<qint64>(page * limit, found.size()); ++at)
        data.append(renderedCustomer(customer(found[at].second)));
    return sandboxJsonAnswer(200, {{u"hits"_s, CxoneSandboxPage::told(call, found.size())}, {u"data"_s, data}});
}

SandboxAnswer CxoneSandboxCustomers::one(const QString &id) const
{
    const auto number = numberOf(id);
    if (!number)
        return cxoneSandboxError(CxoneSandboxFamily::Digital, 404, "not_found"_L1, u"There is no such customer."_s);
    return sandboxJsonAnswer(200, renderedCustomer(customer(*number)));
}

} // namespace muster
