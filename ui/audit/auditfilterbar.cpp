// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/auditfilterbar.h"

#include "models/text/audittexts.h"
#include "models/text/displayformats.h"
#include "models/text/plaintext.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimer>

namespace muster {

namespace {

/// Replaces all but the first item, which stands for any; each is a value and its words, shown in their order.
void fill(QComboBox *combo, QList<std::pair<QString, QString>> items)
{
    const QSignalBlocker blocker(combo);
    const QString chosen = combo->currentData().toString();
    std::sort(items.begin(), items.end(),
              [](const auto &a, const auto &b) { return a.second.localeAwareCompare(b.second) < 0; });
    while (combo->count() > 1)
        combo->removeItem(1);
    for (const auto &[value, words] : items)
        combo->addItem(words, value);
    const int place = combo->findData(chosen);
    combo->setCurrentIndex(std::max(place, 0));
}

} // namespace

AuditFilterBar::AuditFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_typing(new QTimer(this))
{
    auto *row = new FlowLayout(space::s, this);
    m_text = searchEdit(this, "auditSearchEdit", tr("Search the history"), tr("Search the history"));
    m_text->setMinimumWidth(180);
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPause);
    connect(m_text, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, &AuditFilterBar::told);
    connect(m_typing, &QTimer::timeout, this, &AuditFilterBar::told);
    row->addWidget(m_text);
    m_span = addChoice("auditSpanCombo", tr("Time"), tr("Any time"));
    m_span->addItem(tr("Today"), int(Span::Today));
    m_span->addItem(tr("Last 7 days"), int(Span::Week));
    m_span->addItem(tr("Last 30 days"), int(Span::Month));
    m_span->addItem(tr("Custom range"), int(Span::Days));
    const auto day = [&](const char *name, const QString &label, const QDate &date) {
        auto *edit = calmSpin<QDateEdit>(this, name);
        edit->setAccessibleName(label);
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(dayFieldFormat());
        edit->setDate(date);
        edit->hide();
        connect(edit, &QDateEdit::dateChanged, this, &AuditFilterBar::told);
        row->addWidget(edit);
        return edit;
    };
    const QDate today = QDate::currentDate();
    m_from = day("auditFromEdit", tr("First day"), today.addDays(-7));
    m_to = day("auditToEdit", tr("Last day"), today);
    m_job = addChoice("auditJobCombo", tr("Category"), tr("Any category"));
    m_event = addChoice("auditEventCombo", tr("Event"), tr("Any event"));
    m_outcome = addChoice("auditOutcomeCombo", tr("Outcome"), tr("Any outcome"));
    m_actor = addChoice("auditActorCombo", tr("User"), tr("Any user"));
    m_connection = addChoice("auditConnectionCombo", tr("Connection"), tr("Any connection"));
    m_about = pushButton(this, "auditAboutButton", {}, QStringLiteral("x"));
    connect(m_about, &QPushButton::clicked, this, [this] {
        m_runId.clear();
        m_object.clear();
        told();
    });
    m_clear = pushButton(this, "clearAuditFiltersButton", tr("Clear filters"));
    connect(m_clear, &QPushButton::clicked, this, [this] {
        clear();
        m_text->setFocus();
    });
    addWidgets(row, {m_about, m_clear});
    showState();
}

QComboBox *AuditFilterBar::addChoice(const char *name, const QString &label, const QString &any)
{
    auto *combo = calmCombo(this, name, label);
    combo->addItem(any);
    connect(combo, &QComboBox::currentIndexChanged, this, &AuditFilterBar::told);
    layout()->addWidget(combo);
    return combo;
}

void AuditFilterBar::setValues(const AuditValues &values, const QHash<QString, QString> &connections)
{
    QList<std::pair<QString, QString>> jobs, events, outcomes, actors, profiles;
    for (const QString &event : values.events) {
        events.append({event, auditEventText(event)});
        const QString job = auditJob(event);
        if (std::none_of(jobs.begin(), jobs.end(), [&](const auto &one) { return one.first == job; }))
            jobs.append({job, auditJobText(job)});
    }
    for (const QString &outcome : values.outcomes)
        outcomes.append({outcome, auditOutcomeText(outcome)});
    for (const QString &actor : values.actors)
        actors.append({actor, visibleText(actor, 60)});
    for (const QString &profile : values.connections)
        profiles.append({profile, visibleText(connections.value(profile, profile), 60)});
    fill(m_job, jobs);
    fill(m_event, events);
    fill(m_outcome, outcomes);
    fill(m_actor, actors);
    fill(m_connection, profiles);
}

AuditQuery AuditFilterBar::query() const
{
    AuditQuery query{.actor = m_actor->currentData().toString(),
                     .connection = m_connection->currentData().toString(),
                     .event = m_event->currentData().toString(),
                     .outcome = m_outcome->currentData().toString(),
                     .runId = m_runId,
                     .job = m_job->currentData().toString(),
                     .object = m_object,
                     .text = m_text->text().trimmed()};
    const QDate today = QDate::currentDate();
    switch (Span(m_span->currentData().toInt())) {
    case Span::Always:
        break;
    case Span::Today:
        query.since = today.startOfDay();
        break;
    case Span::Week:
        query.since = today.addDays(-6).startOfDay();
        break;
    case Span::Month:
        query.since = today.addDays(-29).startOfDay();
        break;
    case Span::Days:
        query.since = m_from->date().startOfDay();
        query.until = m_to->date().addDays(1).startOfDay();
        break;
    }
    if (!query.text.isEmpty())
        query.textEvents = auditEventsSaying(query.text);
    return query;
}

void AuditFilterBar::reset()
{
    for (QComboBox *combo : {m_span, m_job, m_event, m_outcome, m_actor, m_connection}) {
        const QSignalBlocker blocker(combo);
        combo->setCurrentIndex(0);
    }
    const QSignalBlocker blocker(m_text);
    m_text->clear();
    m_runId.clear();
    m_object.clear();
}

void AuditFilterBar::setRun(const QString &runId)
{
    reset();
    m_runId = runId;
    told();
}

void AuditFilterBar::setObject(const QString &id)
{
    reset();
    m_object = id;
    told();
}

void AuditFilterBar::clear()
{
    reset();
    told();
}

void AuditFilterBar::told()
{
    m_typing->stop();
    showState();
    Q_EMIT changed();
}

void AuditFilterBar::showState()
{
    const bool hasDays = Span(m_span->currentData().toInt()) == Span::Days;
    m_from->setVisible(hasDays);
    m_to->setVisible(hasDays);
    const QString about = !m_runId.isEmpty() ? tr("Run %1").arg(visibleText(m_runId.left(8), 8))
        : !m_object.isEmpty()                ? tr("About %1").arg(visibleText(m_object, 24))
                                             : QString();
    m_about->setVisible(!about.isEmpty());
    m_about->setText(about);
    m_about->setToolTip(tr("Clear this filter"));
    m_clear->setVisible(!query().isEmpty());
}

} // namespace muster
