// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/applypage.h"
#include "models/text/amounttext.h"

#include "models/items/listmodels.h"
#include "models/rules/callbackaddress.h"
#include "models/text/callbacktexts.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plurals.h"
#include "models/text/scopetexts.h"
#include "models/text/timetexts.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/confirmparts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/layoutrest.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/lists/purgeconfirmation.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int purgesAtOnce = 4; // contract section 6.1; the run keeps to it, here it only says how long it may take

} // namespace

ApplyPage::ApplyPage(QWidget *parent)
    : QWidget(parent)
    , m_purgeModel(new PlanChangesModel(PlannedChange::Action::Purge, this))
    , m_fixModel(new PlanChangesModel(PlannedChange::Action::Fix, this))
    , m_ageing(new QTimer(this))
{
    setAccessibleName(tr("Review and apply"));
    m_title = pageTitle(this, {});
    m_title->setObjectName(QStringLiteral("applyTitleLabel"));
    m_environment = new EnvironmentBadge(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(m_title, 1);
    head->addWidget(m_environment);
    m_problem = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_problem->setObjectName(QStringLiteral("applyProblemLabel"));
    m_problem->setRole(ColourRole::Bad);
    m_message = hintLabel(this);
    m_message->setObjectName(QStringLiteral("applyMessageLabel"));
    m_message->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(buildScope());
    m_directive = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_directive->setObjectName(QStringLiteral("applyDirectiveLabel"));
    m_directive->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_directive);
    column->addWidget(buildFacts());
    column->addWidget(buildChanges(), 1);
    column->addWidget(m_message);
    column->addWidget(buildAggregator());
    m_confirmation = new PurgeConfirmation(this);
    m_confirmation->setObjectName(QStringLiteral("purgeConfirmation"));
    column->addWidget(m_confirmation);
    column->addWidget(m_problem);
    column->addWidget(buildFoot());

    connect(m_confirmation, &PurgeConfirmation::changed, this, &ApplyPage::showButtons);
    m_ageing->setInterval(15000);
    connect(m_ageing, &QTimer::timeout, this, [this] { m_confirmation->checkGate(m_now()); });
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &ApplyPage::closed);
    showButtons();
}

QWidget *ApplyPage::buildScope()
{
    auto *box = new QWidget(this);
    m_scope = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_scope->setObjectName(QStringLiteral("applyScopeLabel"));
    m_all = new QRadioButton(tr("&Whole list"), box);
    m_all->setObjectName(QStringLiteral("scopeAllRadio"));
    m_shown = new QRadioButton(tr("Only the contacts &shown by the filter"), box);
    m_shown->setObjectName(QStringLiteral("scopeShownRadio"));
    connect(m_shown, &QRadioButton::toggled, this, [this](bool shown) {
        showPlan(nullptr); // what was shown is no longer what is asked for
        Q_EMIT scopeAsked(shown);
    });
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    row->addWidget(m_scope, 1);
    row->addWidget(m_all);
    row->addWidget(m_shown);
    return box;
}

QWidget *ApplyPage::buildFacts()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    const auto add = [&](const QString &title, const char *name, int share = 2) {
        auto *column = new QVBoxLayout;
        column->setSpacing(space::xs);
        auto *text = new PlainLabel(PlainLabel::Fit::Wrap, box);
        text->setObjectName(QString::fromLatin1(name));
        text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        column->addWidget(sectionTitle(box, title));
        column->addWidget(text, 1);
        row->addLayout(column, share);
        return text;
    };
    m_updates = add(tr("Will be sent"), "applyUpdatesLabel", 5); // with what of it lasts
    // Beside the count, as there is no second chance to say it.
    m_lasting = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_lasting->setObjectName(QStringLiteral("applyLastingLabel"));
    m_lasting->setRole(ColourRole::Warn);
    m_lasting->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    static_cast<QVBoxLayout *>(row->itemAt(0)->layout())->addWidget(m_lasting, 1);
    m_purges = add(tr("Will be purged"), "applyPurgesLabel");
    m_backup = add(tr("Backup"), "applyBackupLabel", 4);
    m_time = add(tr("Expected time"), "applyTimeLabel");
    return box;
}

QWidget *ApplyPage::buildAggregator()
{
    auto *box = new QWidget(this);
    m_aggregator = new QLineEdit(box);
    m_aggregator->setObjectName(QStringLiteral("aggregatorEdit"));
    m_aggregator->setPlaceholderText(tr("https:// address of your aggregator, or empty"));
    m_aggregator->setToolTip(tr("Gets one notice with the counts of the run, and no contact, when it is complete"));
    m_aggregator->setMaxLength(2000);
    m_aggregator->setMaximumWidth(480);
    connect(m_aggregator, &QLineEdit::textChanged, this, &ApplyPage::showButtons);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::m);
    form->addRow(tr("Tell when &complete"), m_aggregator);
    return box;
}

QWidget *ApplyPage::buildChanges()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("plannedChangesTabs"));
    m_tabs->setAccessibleName(tr("Planned changes"));
    m_tabs->setDocumentMode(true);
    const auto add = [this](PlanChangesModel *model, const char *name, const QString &title) {
        auto *table = new DataTable(m_tabs);
        table->setObjectName(QString::fromLatin1(name));
        table->setAccessibleName(title);
        table->setModel(model);
        new EmptyOver(table,
                      tr("No contact of this kind is in the plan. Go back to change the directives or the filter."));
        table->setColumnWidth(PlanChangesModel::Number, 200);
        table->setColumnWidth(PlanChangesModel::WillBecome, 160);
        table->setColumnWidth(PlanChangesModel::Why, 320);
        table->setMinimumHeight(48);
        m_tabs->addTab(table, title);
        return table;
    };
    add(m_purgeModel, "plannedPurgesTable", tr("To be purged"))->hideColumn(PlanChangesModel::WillBecome);
    add(m_fixModel, "plannedFixesTable", tr("To be updated"));
    m_save = new QPushButton(themedIcon(QStringLiteral("save")), tr("Sa&ve all as CSV\u2026"), m_tabs);
    m_save->setObjectName(QStringLiteral("savePlannedButton"));
    m_save->setToolTip(tr(
        "Every contact that would be purged or updated, its number now and then, and why; written for spreadsheets"));
    connect(m_save, &QPushButton::clicked, this, &ApplyPage::saveAsked);
    m_tabs->setCornerWidget(m_save);
    return m_tabs;
}

QWidget *ApplyPage::buildFoot()
{
    const ConfirmFoot foot = confirmFoot(this, QStringLiteral("Apply"), tr("Cancel"));
    m_digest = foot.digest;
    m_arm = foot.arm;
    m_cancel = foot.cancel;
    m_confirm = foot.confirm;
    connect(m_arm, &QPushButton::clicked, this, &ApplyPage::armAsked);
    connect(m_cancel, &QPushButton::clicked, this, &ApplyPage::closed);
    connect(m_confirm, &ConfirmButton::confirmed, this, &ApplyPage::confirm);
    return foot.widget;
}

void ApplyPage::prepare(const ConnectionProfile &profile, const ListSource &source, const ContactFilter &filter,
                        std::optional<std::chrono::milliseconds> latency)
{
    m_profile = profile;
    m_filter = filter;
    m_latency = latency;
    m_title->setPlainText(tr("Apply to \u201c%1\u201d").arg(source.listName));
    m_environment->setEnvironment(profile.environment);
    const QSignalBlocker a(m_all), b(m_shown);
    m_all->setChecked(filter.isEmpty());
    m_shown->setChecked(!filter.isEmpty());
    m_all->setVisible(!filter.isEmpty());
    m_shown->setVisible(!filter.isEmpty());
    showPlan(nullptr);
    m_cancel->setFocus();
}

void ApplyPage::showPlan(const SharedPlan &plan, bool isChanged)
{
    const LayoutRest rest(m_confirmation);
    m_plan = plan;
    m_isChanged = isChanged;
    showMessage({}); // it was about another plan
    m_purgeModel->setPlan(plan);
    m_fixModel->setPlan(plan);
    m_error.clear();
    m_confirmation->start(plan);
    if (plan) {
        m_confirmation->checkGate(m_now());
        m_tabs->setCurrentIndex(plan->header.purges > 0 ? 0 : 1);
        m_ageing->start();
    } else {
        m_ageing->stop();
    }
    showFacts();
    showButtons();
}

void ApplyPage::showPlanError(const ApiError &error)
{
    showPlan(nullptr);
    m_scope->setPlainText(tr("The plan could not be made; nothing was sent."));
    m_error = errorSentence(error);
    showButtons();
}

void ApplyPage::showStartError(const ApiError &error)
{
    m_error = QString(tr("The run did not start; nothing was sent.") % u' ' % errorSentence(error));
    showButtons();
}

void ApplyPage::setTime(std::function<BelievableTime()> time)
{
    m_now = std::move(time);
}

void ApplyPage::showMessage(const QString &sentence)
{
    m_message->setPlainText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void ApplyPage::setLookOnly(bool lookOnly)
{
    m_lookOnly = lookOnly;
    showButtons();
}

qint64 ApplyPage::purgesNow() const
{
    return m_plan && !m_confirmation->withholdsPurge() ? m_plan->header.purges : 0;
}

void ApplyPage::showFacts()
{
    if (!m_plan) {
        m_scope->setPlainText(tr("Freezing the plan\u2026"));
        for (PlainLabel *label : {m_directive, m_updates, m_lasting, m_purges, m_backup, m_time, m_digest})
            label->setPlainText({});
        m_lasting->hide();
        return;
    }
    const PlanHeader &plan = m_plan->header;
    const qint64 batches = (plan.fixes + m_profile.batchSize - 1) / std::max(1, m_profile.batchSize);
    const qint64 purges = purgesNow();
    m_scope->setPlainText(planScopeText(plan, m_filter));
    m_directive->setPlainText(planDirectiveText(plan, m_isChanged));
    toolTips::set(m_directive, plan.directiveDigest);
    QString updates = tr("No number is updated.");
    if (plan.fixes > 0) {
        updates = tr("%1 numbers are rewritten as E.164.", nullptr, pluralForm(plan.fixes)).arg(numberText(plan.fixes));
        updates += u' ';
        updates += tr("That takes %1 batches of at most %2.", nullptr, pluralForm(batches))
                       .arg(numberText(batches), numberText(m_profile.batchSize));
    }
    m_updates->setPlainText(updates);
    m_lasting->setPlainText(lastingFixesText(m_plan->lastingFixes));
    m_lasting->setVisible(m_plan->lastingFixes > 0);
    m_purges->setPlainText(purges == 0 ? tr("No contact is purged.")
                                       : tr("%1 contacts are purged one by one, after all updates are through.",
                                            nullptr, pluralForm(purges))
                                             .arg(numberText(purges)));
    m_backup->setPlainText(tr(
        "Kept encrypted for 30 days; if that fails, you are asked first. \u201cRestore from backup\u201d brings back "
        "purged contacts and old E.164 numbers."));
    QString time = tr("Not known yet: the server\u2019s speed has not been measured.");
    if (m_latency) { // of less than a millisecond, too
        // The list is read before, between and after; all of it may take three times as long on a busy server.
        const qint64 pages = 3 * (plan.contactsInList / std::max(1, m_profile.pageSize) + 1);
        const qint64 requests = pages + batches + purges;
        // As long as so many would take one after the other.
        const qint64 inARow = pages + batches + (purges + purgesAtOnce - 1) / purgesAtOnce;
        const auto low = std::chrono::seconds(1 + inARow * m_latency->count() / 1000);
        time = tr("%1 to %2: %3 requests at the server\u2019s speed of now.", nullptr, pluralForm(requests))
                   .arg(durationText(low), durationText(low * 3), numberText(requests));
    }
    m_time->setPlainText(time);
    m_digest->setPlainText(tr("Plan %1").arg(m_plan->digest.left(16)));
    toolTips::set(m_digest, m_plan->digest);
    m_tabs->setTabText(0, tr("To be purged (%1)").arg(numberText(plan.purges)));
    m_tabs->setTabText(1, tr("To be updated (%1)").arg(numberText(plan.fixes)));
}

void ApplyPage::showButtons()
{
    if (m_plan)
        showFacts(); // the choice not to purge changes them
    const qint64 fixes = m_plan ? m_plan->header.fixes : 0, purges = purgesNow();
    const bool some = fixes + purges > 0;
    m_arm->setVisible(m_lookOnly);
    m_save->setEnabled(m_plan && !m_plan->changes.empty());
    m_problem->setPlainText(problem(some));
    m_problem->setVisible(!m_problem->plainText().isEmpty());
    const QString act = some ? applyActText(fixes, purges) : tr("Apply");
    if (act != m_confirm->text()) {
        m_confirm->setAllowed(false); // another act than the one that was armed
        m_confirm->setText(act);
    }
    setDestructive(m_confirm, purges > 0);
    const bool address = aggregator().isEmpty() || callbackTrouble(aggregator()).isEmpty();
    m_confirm->setAllowed(m_plan && some && !m_lookOnly && address && m_confirmation->isConfirmed());
}

QUrl ApplyPage::aggregator() const
{
    const QString text = m_aggregator->text().trimmed();
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() ? url : QUrl(QStringLiteral("invalid:")); // not nobody: an address that is refused
}

void ApplyPage::setAggregator(const QString &address)
{
    m_aggregator->setText(address);
}

QString ApplyPage::problem(bool some) const
{
    if (m_lookOnly)
        return tr("This %1 tenant is look only: allow changes first.").arg(environmentText(m_profile.environment));
    if (m_plan && !some)
        return tr("There is nothing that may be applied.");
    if (!m_error.isEmpty() || aggregator().isEmpty())
        return m_error;
    return callbackTroubleText(callbackTrouble(aggregator()));
}

void ApplyPage::confirm()
{
    ListApplyOrder order;
    order.plan = m_plan;
    order.withholdPurge = m_confirmation->withholdsPurge();
    order.typedCount = m_confirmation->typedCount();
    order.typedName = m_confirmation->typedName();
    order.aggregator = aggregator();
    Q_EMIT confirmed(order);
}

} // namespace muster
