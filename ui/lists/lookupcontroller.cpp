// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/lookupcontroller.h"

#include "models/lists/listworkbench.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/outcometexts.h"
#include "models/text/runtexts.h"
#include "ui/common/prompts.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/lookupsection.h"
#include "ui/lists/workbenchview.h"

#include <QLocale>

namespace muster {

LookupController::LookupController(WorkbenchView &view, ListWorkbench &bench, TenantSession &session,
                                   Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_section(*view.directives()->lookup())
    , m_bench(bench)
    , m_workspace(workspace)
    , m_lookups(workspace.lookups())
    , m_source(TenantOpener::isSandbox(session.profile()) ? LookupSource::Sandbox : LookupSource::Twilio)
{
    m_section.setOff();
    m_section.showEnded({});
    m_section.showError({});
    m_section.setSandbox(m_source == LookupSource::Sandbox);
    m_section.setTerms(m_lookups.terms(m_source), m_lookups.keepDays());
    m_section.setAccount(m_lookups.account());
    m_bench.setLookup({});
    joinSection();
    joinQueries();
    connect(&bench, &ListWorkbench::judged, this, &LookupController::count);
    connect(&bench, &ListWorkbench::lookupDemandReady, this, [this](const LookupDemand &demand) {
        m_demand = demand;
        m_section.setDemand(demand);
    });
}

void LookupController::joinSection()
{
    connect(&m_section, &LookupSection::onChanged, this, &LookupController::turn);
    connect(&m_section, &LookupSection::termsChanged, this,
            [this](const LookupTerms &terms) { m_lookups.setTerms(m_source, terms); });
    connect(&m_section, &LookupSection::keepDaysChanged, &m_lookups, &LookupService::setKeepDays);
    connect(&m_section, &LookupSection::accountEntered, &m_lookups, &LookupService::setAccount);
    connect(&m_section, &LookupSection::lookUpAsked, this, &LookupController::ask);
    connect(&m_section, &LookupSection::stopAsked, this, [this] {
        if (m_run)
            m_run->cancel();
    });
    connect(&m_section, &LookupSection::forgetAsked, this, &LookupController::askForget);
}

void LookupController::joinQueries()
{
    connect(&m_lookups, &LookupService::secretKept, &m_section, &LookupSection::setSecretKept);
    connect(&m_lookups, &LookupService::typesReady, this, [this] {
        if (!m_section.isOn())
            return;
        if (const auto &notice = m_lookups.cache().notice())
            m_section.showError(errorSentence(*notice));
        useTypes();
        count();
    });
    connect(&m_lookups, &LookupService::typesChanged, this, [this] {
        showKept();
        if (m_section.isOn() && m_lookups.cache().isOpen())
            useTypes();
    });
    connect(&m_lookups, &LookupService::typesFailed, this, [this](const ApiError &error) {
        m_section.showError(errorSentence(error));
        m_section.setKept(0, true);
    });
    connect(&m_lookups, &LookupService::forgotten, this, [this](const Result<qint64> &numbers) {
        m_section.showError(numbers ? QString() : errorSentence(numbers.error()));
        if (m_section.isOn())
            m_lookups.requestTypes();
    });
}

void LookupController::turn(bool isOn)
{
    m_section.showError({});
    if (isOn) {
        m_section.showCounting();
        m_lookups.requestTypes();
    } else {
        m_bench.setLookup({});
    }
}

void LookupController::useTypes()
{
    showKept();
    m_bench.setLookup(
        {.types = m_lookups.cache().types(m_source), .source = m_source, .isAwaited = m_bench.lookup().isAwaited});
}

void LookupController::showKept()
{
    m_section.setKept(qint64(m_lookups.cache().size()), m_lookups.cache().isEncrypted());
}

void LookupController::count()
{
    if (m_section.isOn() && m_lookups.cache().isOpen() && !m_run)
        m_bench.requestLookupDemand();
}

void LookupController::ask()
{
    const LookupTerms terms = m_section.terms();
    const qint64 asks = m_demand.toAsk(), limit = terms.requestLimit();
    const QString who = m_source == LookupSource::Sandbox ? tr("the sandbox") : QStringLiteral("Twilio");
    QStringList detail;
    if (terms.price > 0)
        detail << tr("At most %1 requests are sent, within the budget of %2. Each retry counts as a request.", nullptr,
                     pluralForm(limit))
                      .arg(numberText(limit), amountText(terms.budget.value_or(0)));
    else if (terms.most)
        detail << tr("At most %1 requests are sent.", nullptr, pluralForm(limit)).arg(numberText(limit));
    detail << tr("The numbers are sent to %1. Contacts aren’t checked until there is an answer for their number.")
                  .arg(who);
    const Question question{
        .title = tr("Look up %1 numbers?", nullptr, pluralForm(asks)).arg(numberText(asks)),
        .text = tr("Ask %1 for the line types of %2 numbers at %3 each: %4 in total, in your account’s currency.",
                   nullptr, pluralForm(asks))
                    .arg(who, numberText(asks), amountText(terms.price), amountText(terms.costOf(asks))),
        .detail = detail.join(u' '),
        .acceptLabel = tr("Look up %1 numbers", nullptr, pluralForm(asks)).arg(numberText(asks)),
        .rejectLabel = tr("Don’t look up"),
        .dangerous = true,
    };
    m_confirmed = terms;
    askFirst(&m_section, question, this, [this] { start(); });
}

void LookupController::start()
{
    const ListSource &list = m_bench.source();
    // Confirmed by a person: also that a provider may be asked again that had failed five times in a row.
    m_lookups.rearm(m_source);
    const Result<Run *> run = m_workspace.runs().startLineLookup({.numbers = m_demand.numbers,
                                                                  .source = m_source,
                                                                  .terms = m_confirmed,
                                                                  .listId = list.listId,
                                                                  .listName = list.listName,
                                                                  .profileId = list.profileId,
                                                                  .profileName = list.profileName,
                                                                  .environment = list.environment});
    if (!run) {
        m_section.showError(errorSentence(run.error()));
        return;
    }
    m_section.showError({});
    follow(*run);
    // From now on what it does not tell is not checked (F113).
    LookupUse use = m_bench.lookup();
    use.isAwaited = true;
    m_bench.setLookup(use);
}

void LookupController::follow(Run *run)
{
    m_run = run;
    m_section.showRunning(runStateText(run->state()));
    connect(run, &Run::metricsChanged, this, [this, run](const RunMetrics &metrics) {
        if (!run->outcome())
            m_section.showRunning(
                QString(runStateText(run->state(), metrics) + QStringLiteral(" \u00b7 ") + progressText(metrics)));
    });
    connect(run, &Run::finished, this, &LookupController::end);
}

void LookupController::end(const RunOutcome &outcome)
{
    const OutcomeWords words = outcomeWords(RunKind::LineLookup, outcome, m_run->metrics());
    m_run->disconnect(this);
    m_run = nullptr;
    m_section.showEnded(QString(words.headline + QStringLiteral(". ") + words.detail).trimmed());
    showKept();
    useTypes();
    m_section.showCounting();
    count();
}

void LookupController::askForget()
{
    const qint64 numbers = qint64(m_lookups.cache().size());
    const Question question{
        .title = tr("Delete look-up answers?"),
        .text = tr("Delete the answers for %1 numbers from this computer?", nullptr, pluralForm(numbers))
                    .arg(numberText(numbers)),
        .detail = tr("You paid for these answers. To get them back, the numbers have to be looked up again. Plans and "
                     "reports made with them stay unchanged."),
        .acceptLabel = tr("Delete"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(&m_section, question, this, [this] { m_lookups.requestForget(); });
}

} // namespace muster
