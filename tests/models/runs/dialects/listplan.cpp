// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listplan.h"

#include "models/rules/lists/sanitizationplan.h"
#include "network/api/contactlistsclient.h"
#include "network/tenant/tenantconnection.h"
#include "network/wire/limits.h"

#include <QCoro/QCoroTask>
#include <algorithm>

namespace muster::test {

using namespace Qt::StringLiterals;

namespace {

struct Contact
{
    std::string id, phone, extras;
};

QList<Contact> readList(DialectBench &bench)
{
    ContactListsClient &client = bench.session().connection()->contactLists();
    QList<Contact> all;
    QByteArray cursor;
    do {
        const auto raw = QCoro::waitFor(
            client.page(bench.tenant().listId(), cursor, std::min(1000, client.limits().pageSize), nullptr, {}));
        const auto page = raw ? client.decoder()->decode(*raw) : Result<RecordPage>(failure(raw.error()));
        if (!page)
            qFatal("the list cannot be read: %s", qPrintable(page.error().code));
        for (std::size_t row = 0; row < page->rowCount(); ++row)
            all.append({std::string(page->id(row)), std::string(page->text(page->cell(row, 0))),
                        std::string(page->extras(row))});
        cursor = page->nextCursor;
    } while (!cursor.isEmpty());
    std::ranges::sort(all, {}, &Contact::id);
    return all;
}

} // namespace

ListPlan::ListPlan(DialectBench &bench)
    : m_before(bench.tenant().people())
{
    const QList<Contact> contacts = readList(bench);
    const NumberForm form = bench.session().contactListLimits().numberForm;
    QList<Contact> named = contacts;
    named.removeIf([form](const Contact &contact) { return !isWritable(form, contact.phone); }); // it can be put back
    const ConnectionProfile &profile = bench.session().profile();
    const PlanHeader header{.profileId = profile.id,
                            .profileName = profile.name,
                            .environment = profile.environment,
                            .listId = bench.tenant().listId(),
                            .listName = u"People"_s,
                            .directiveName = u"D"_s,
                            .createdAt = bench.clock().wallNow(),
                            .createdBy = u"me"_s,
                            .contactsInList = contacts.size(),
                            .readComplete = true,
                            .numberForm = form,
                            .scope = u"all"_s,
                            .scopeCount = contacts.size(),
                            .unchanged = contacts.size() - fixes - purges,
                            .fixes = fixes,
                            .purges = purges};
    std::vector<PlannedChange> changes;
    for (int at = 0; at < fixes + purges; ++at) {
        const Contact &contact = named.at(at);
        const bool isFix = at < fixes;
        PlannedChange change{.action = isFix ? PlannedChange::Action::Fix : PlannedChange::Action::Purge,
                             .contactId = contact.id,
                             .from = contact.phone,
                             .content = contentHash(contact.extras),
                             .reasons = reasonBit(isFix ? ListReason::Reformatted : ListReason::NotANumber)};
        if (isFix)
            change.to = "+1212556" + QByteArray::number(at).rightJustified(4, '0').toStdString();
        changes.push_back(std::move(change));
    }
    const auto plan = freezePlan(header, std::move(changes));
    if (!plan)
        qFatal("%s", qPrintable(plan.error().code));
    m_order = {.plan = *plan, .typedCount = purges, .typedName = header.listName};
}

QList<DialectTenant::Person> ListPlan::wanted(DialectBench &bench) const
{
    QList<DialectTenant::Person> people = m_before;
    for (const PlannedChange &change : m_order.plan->changes) {
        const QString id = QString::fromStdString(change.contactId);
        const auto person = std::ranges::find(people, id, &DialectTenant::Person::id);
        if (person == people.end())
            qFatal("the plan names nobody");
        if (change.action == PlannedChange::Action::Purge)
            people.erase(person);
        else
            person->number = bench.tenant().kept(QString::fromStdString(change.to));
    }
    return people;
}

QStringList differences(const QList<DialectTenant::Person> &found, const QList<DialectTenant::Person> &wanted)
{
    QStringList lines;
    if (found.size() != wanted.size())
        lines.append(u"%1 people instead of %2"_s.arg(found.size()).arg(wanted.size()));
    const auto textOf = [](const DialectTenant::Person &person) {
        return QStringList{person.id, person.number, person.value, person.rest}.join(u' ');
    };
    for (qsizetype at = 0; at < std::min(found.size(), wanted.size()); ++at) {
        if (found[at] != wanted[at])
            lines.append(textOf(found[at]) + u" instead of "_s + textOf(wanted[at]));
    }
    return lines;
}

} // namespace muster::test
