// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listlookup.h"

#include "models/runs/lists/listorders.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/outcometexts.h"
#include "models/text/runtexts.h"

#include <QLocale>

namespace muster {

ListLookup::ListLookup(ListWorkbench &bench, Workspace &workspace, Console &console, LookupSource source,
                       LookupTerms terms)
    : m_bench(bench)
    , m_workspace(workspace)
    , m_console(console)
    , m_source(source)
    , m_terms(terms)
{
}

void ListLookup::start()
{
    LookupService &lookups = m_workspace.lookups();
    connect(&lookups, &LookupService::typesFailed, this,
            [this](const ApiError &error) { Q_EMIT failed(error, RunOutcome::Kind::Refused); });
    connect(&lookups, &LookupService::typesReady, this, [this] {
        if (const auto &notice = m_workspace.lineTypes().notice())
            m_console.error(errorSentence(*notice));
        useTypes();
        m_bench.requestLookupDemand();
    });
    connect(&m_bench, &ListWorkbench::lookupDemandReady, this, &ListLookup::ask);
    lookups.requestTypes();
}

void ListLookup::useTypes()
{
    m_bench.setLookup({.types = m_workspace.lineTypes().types(m_source), .source = m_source, .isAwaited = true});
}

void ListLookup::ask(const LookupDemand &demand)
{
    const QLocale locale;
    m_facts = {{QStringLiteral("source"), lookupSourceKey(m_source)},
               {QStringLiteral("left_open"), demand.leftOpen},
               {QStringLiteral("known"), demand.known},
               {QStringLiteral("to_ask"), demand.toAsk()},
               {QStringLiteral("price"), amountKey(m_terms.price)}};
    m_console.note(
        tr("Lines that the numbering plan leaves open: %1 numbers, of which %2 are known from earlier look-ups "
           "and %3 are asked for, %4 each, %5 in all.")
            .arg(locale.toString(demand.leftOpen), locale.toString(demand.known), locale.toString(demand.toAsk()),
                 amountText(m_terms.price), amountText(m_terms.costOf(demand.toAsk()))));
    if (demand.toAsk() == 0) {
        Q_EMIT finished();
        return;
    }
    const ListSource &list = m_bench.source();
    const auto run = m_workspace.runs().startLineLookup({.numbers = demand.numbers,
                                                         .source = m_source,
                                                         .terms = m_terms,
                                                         .listId = list.listId,
                                                         .listName = list.listName,
                                                         .profileId = list.profileId,
                                                         .profileName = list.profileName,
                                                         .environment = list.environment});
    if (!run) {
        Q_EMIT failed(run.error(), RunOutcome::Kind::Refused);
        return;
    }
    m_run = *run;
    connect(m_run, &Run::metricsChanged, this, [this](const RunMetrics &metrics) {
        if (m_console.hasTerminal() && !m_run->outcome())
            m_console.progress(runStateText(m_run->state(), metrics) + QLatin1String(": ") + progressText(metrics));
    });
    connect(m_run, &Run::eventAdded, this, [this](const RunEvent &event) { m_console.note(eventText(event)); });
    connect(m_run, &Run::finished, this, &ListLookup::end);
}

void ListLookup::end(const RunOutcome &outcome)
{
    m_console.endProgress();
    for (const RunMetrics::Figure &figure : m_run->metrics().figures) {
        if (figure.key == u"spent_amount")
            m_facts.insert(QStringLiteral("spent"), amountKey(figure.value));
        else
            m_facts.insert(figure.key == u"lookup_requests"     ? QStringLiteral("requests")
                               : figure.key == u"lookup_failed" ? QStringLiteral("failed")
                                                                : figure.key,
                           figure.value);
        m_console.note(figureText(figure));
    }
    if (!outcome.succeeded()) {
        m_console.note(tr("What was answered is kept; the same command asks for the rest."));
        Q_EMIT failed(outcome.error.value_or(ApiError{.kind = ErrorKind::Cancelled}), outcome.kind);
        return;
    }
    for (const QString &finding : outcome.findings)
        m_console.error(findingText(finding));
    useTypes();
    Q_EMIT finished();
}

} // namespace muster
