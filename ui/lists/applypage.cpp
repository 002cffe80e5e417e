// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/applypage.h"

#include "models/items/listmodels.h"
#include "models/rules/callbackaddress.h"
#include "models/text/amounttext.h"
#include "models/text/applytexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/webhooktexts.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutpause.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/lists/purgewaybox.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace muster {

PurgeConfirmation::PurgeConfirmation(QWidget *parent)
    : QWidget(parent)
    , m_refused(wrappedLabel(this, "gateRefusalLabel", ColourRole::Bad))
    , m_withhold(named("withholdPurgeCheck", new QCheckBox(tr("Only &update now; purge nothing"), this)))
    , m_ask(wrappedLabel(this, "typedConfirmationLabel"))
    , m_count(typedCountEdit(this, "typedCountEdit"))
    , m_name(named("typedNameEdit", new QLineEdit(this)))
{
    m_name->setMaximumWidth(320);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::m);
    form->setVerticalSpacing(space::xs);
    const auto addRow = [&](const QString &text, QLineEdit *edit) {
        auto *label = buddyLabel(this, text, edit);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::textChanged, this, &PurgeConfirmation::changed);
        return label;
    };
    m_countLabel = addRow(tr("&Number of contacts to purge"), m_count);
    m_nameLabel = addRow(tr("Name of the &list"), m_name);
    auto *column = bareLayout<QVBoxLayout>(this, space::s);
    fillBox(column, {m_refused, m_ask});
    auto *answer = rowLayout(space::xl, {form});
    m_withhold->setMinimumHeight(m_count->sizeHint().height()); // on one line with what stands in the field
    fillBox(answer, {{m_withhold, 0, Qt::AlignBottom}, boxStretch(1)});
    column->addLayout(answer);
    connect(m_withhold, &QCheckBox::toggled, this, [this] {
        refresh();
        Q_EMIT changed();
    });
}

void PurgeConfirmation::start(const SharedPlan &plan)
{
    m_plan = plan;
    m_refusal.reset();
    m_count->clear();
    m_name->clear();
    m_withhold->setChecked(m_prefersWithholding && plan && plan->header.fixes > 0);
    refresh();
}

void PurgeConfirmation::preferWithholding(bool withholds)
{
    m_prefersWithholding = withholds;
}

void PurgeConfirmation::checkGate(const BelievableTime &now)
{
    m_refusal.reset();
    if (m_plan && m_plan->header.purges > 0) {
        if (const Result<void> may = PurgeGate::mayPurge(m_plan->header, now); !may)
            m_refusal = may.error();
    }
    refresh();
    Q_EMIT changed();
}

void PurgeConfirmation::refresh()
{
    const bool purges = m_plan && m_plan->header.purges > 0;
    setVisible(purges);
    if (!purges)
        return;
    const PlanHeader &header = m_plan->header;
    m_refused->setVisible(m_refusal.has_value());
    if (m_refusal)
        m_refused->setPlainText(errorSentence(*m_refusal));
    m_withhold->setEnabled(!m_refusal && header.fixes > 0);
    m_withhold->setVisible(header.fixes > 0 && !m_refusal);
    const auto typed = withholdsPurge() ? PurgeGate::Typed::Nothing : PurgeGate::typedConfirmation(header);
    const bool count = typed != PurgeGate::Typed::Nothing, name = typed == PurgeGate::Typed::CountAndListName;
    m_ask->setVisible(count);
    m_ask->setPlainText(question(name));
    m_countLabel->setVisible(count);
    m_count->setVisible(count);
    m_nameLabel->setVisible(name);
    m_name->setVisible(name);
}

void PurgeConfirmation::setBlocks(bool blocks)
{
    if (m_blocks == blocks)
        return;
    m_blocks = blocks;
    m_count->clear(); // it was typed for something else
    m_name->clear();
    m_withhold->setText(blocks ? tr("Only &update now; block nothing") : tr("Only &update now; purge nothing"));
    m_countLabel->setText(blocks ? tr("&Number of contacts to block") : tr("&Number of contacts to purge"));
    refresh();
}

QString PurgeConfirmation::question(bool nameToo) const
{
    const PlanHeader &header = m_plan->header;
    const QString purges = QLocale().toString(header.purges), all = QLocale().toString(header.contactsInList);
    if (nameToo) {
        const QString text = m_blocks ? tr("This blocks the numbers of %1 of %2 contacts, nearly the whole list. To "
                                           "allow it, type the number of contacts and the list’s name, “%3”.",
                                           nullptr, pluralForm(header.purges))
                                      : tr("This purges %1 of %2 contacts, nearly the whole list. To allow it, type "
                                           "the number of contacts and the list’s name, “%3”.",
                                           nullptr, pluralForm(header.purges));
        return text.arg(purges, all, visibleText(PurgeGate::nameToType(header), 120));
    }
    const QString text = m_blocks
        ? tr("This blocks the numbers of %1 of %2 contacts. To allow it, type the number of contacts.", nullptr,
             pluralForm(header.purges))
        : tr("This purges %1 of %2 contacts. To allow it, type the number of contacts.", nullptr,
             pluralForm(header.purges));
    return text.arg(purges, all);
}

bool PurgeConfirmation::withholdsPurge() const
{
    return m_withhold->isChecked() || m_refusal.has_value();
}

std::optional<qint64> PurgeConfirmation::typedCount() const
{
    return m_count->isVisibleTo(this) ? typedNumber(*m_count) : std::nullopt;
}

QString PurgeConfirmation::typedName() const
{
    return m_name->isVisibleTo(this) ? m_name->text() : QString();
}

bool PurgeConfirmation::isConfirmed() const
{
    if (!m_plan || m_plan->header.purges == 0 || withholdsPurge())
        return true;
    return PurgeGate::confirmed(m_plan->header, typedCount(), typedName()).has_value();
}

namespace {

/// Calls for so many, at most `each` in one.
qint64 callsFor(qint64 count, int each)
{
    return (count + each - 1) / std::max(1, each);
}

} // namespace

ApplyPage::ApplyPage(QWidget *parent)
    : ListConfirmPage(parent)
    , m_purgeModel(new PlanChangesModel(PlannedChange::Action::Purge, this))
    , m_fixModel(new PlanChangesModel(PlannedChange::Action::Fix, this))
    , m_ageing(new QTimer(this))
{
    setAccessibleName(tr("Review and apply"));
    QHBoxLayout *head = buildHead(this, "applyTitleLabel");
    buildProblem(this, "applyProblemLabel");
    m_message = named("applyMessageLabel", hintLabel(this));
    m_message->hide();
    auto *column = pageLayout(this, space::s);
    fillBox(column, {head, buildScope()});
    m_directive = wrappedLabel(this, "applyDirectiveLabel");
    m_directive->setTextInteractionFlags(Qt::TextSelectableByMouse);
    fillBox(column, {m_directive, buildFacts(), {buildChanges(), 1}, m_message, buildAggregator()});
    m_way = named("purgeWayBox", new PurgeWayBox(this));
    m_confirmation = named("purgeConfirmation", new PurgeConfirmation(this));
    fillBox(column, {m_way, m_confirmation, buildDial(this), m_problem, buildFoot("Apply", tr("Cancel"))});

    connect(m_confirmation, &PurgeConfirmation::changed, this, &ApplyPage::showButtons);
    connect(m_way, &PurgeWayBox::changed, this, &ApplyPage::showWay);
    m_ageing->setInterval(15000);
    connect(m_ageing, &QTimer::timeout, this, [this] { m_confirmation->checkGate(m_now()); });
    connect(m_confirm, &ConfirmButton::confirmed, this, &ApplyPage::confirm);
    showButtons();
}

QWidget *ApplyPage::buildScope()
{
    auto *box = new QWidget(this);
    m_scope = wrappedLabel(box, "applyScopeLabel");
    m_all = named("scopeAllRadio", new QRadioButton(tr("&Whole list"), box));
    m_shown = named("scopeShownRadio", new QRadioButton(tr("Only contacts &shown by the filter"), box));
    connect(m_shown, &QRadioButton::toggled, this, [this](bool shown) {
        showPlan(nullptr); // what was shown is no longer what is asked for
        Q_EMIT scopeAsked(shown);
    });
    fillRow(box, space::m, {{m_scope, 1}, m_all, m_shown});
    return box;
}

QWidget *ApplyPage::buildFacts()
{
    auto *box = new QWidget(this);
    auto *row = bareLayout<QHBoxLayout>(box, space::l);
    PlainLabel *heading = nullptr; // of the last one
    const auto add = [&](const QString &title, const char *name, int share = 2) {
        auto *column = bareLayout<QVBoxLayout>(space::xs);
        auto *text = wrappedLabel(box, name);
        text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        heading = sectionTitle(box, title);
        fillBox(column, {heading, {text, 1}});
        row->addLayout(column, share);
        return text;
    };
    m_updates = add(tr("Will be sent"), "applyUpdatesLabel", 5); // with what of it lasts
    // Beside the count, as there is no second chance to say it.
    m_lasting = wrappedLabel(box, "applyLastingLabel", ColourRole::Warn);
    m_lasting->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    static_cast<QVBoxLayout *>(row->itemAt(0)->layout())->addWidget(m_lasting, 1);
    m_purges = add(tr("Will be purged"), "applyPurgesLabel");
    m_purgesTitle = heading;
    m_backup = add(tr("Backup"), "applyBackupLabel", 4);
    m_time = add(tr("Expected time"), "applyTimeLabel");
    return box;
}

QWidget *ApplyPage::buildAggregator()
{
    auto *box = new QWidget(this);
    m_aggregator = named("aggregatorEdit", new QLineEdit(box));
    m_aggregator->setPlaceholderText(tr("https:// address of your aggregator"));
    m_aggregator->setToolTip(
        tr("Receives one notification with the run’s counts, without contacts, when the run completes"));
    m_aggregator->setMaxLength(2000);
    m_aggregator->setMaximumWidth(480);
    connect(m_aggregator, &QLineEdit::textChanged, this, &ApplyPage::showButtons);
    auto *form = bareLayout<QFormLayout>(box);
    form->setHorizontalSpacing(space::m);
    form->addRow(tr("Notif&y URL (optional)"), m_aggregator);
    return box;
}

QWidget *ApplyPage::buildChanges()
{
    m_tabs = named("plannedChangesTabs", new QTabWidget(this));
    m_tabs->setAccessibleName(tr("Planned changes"));
    m_tabs->setDocumentMode(true);
    const auto add = [this](PlanChangesModel *model, const char *name, const QString &title) {
        auto *table = new DataTable(name, title, model, m_tabs);
        new EmptyOverlay(table,
                         tr("The plan has no contacts of this kind. Go back to change the directives or the filter."));
        table->setColumnWidths(
            {{PlanChangesModel::Number, 200}, {PlanChangesModel::WillBecome, 160}, {PlanChangesModel::Why, 320}});
        table->setMinimumHeight(48);
        m_tabs->addTab(table, title);
        return table;
    };
    add(m_purgeModel, "plannedPurgesTable", tr("To be purged"))->hideColumn(PlanChangesModel::WillBecome);
    add(m_fixModel, "plannedFixesTable", tr("To be updated"));
    m_save = pushButton(m_tabs, "savePlannedButton", tr("Sa&ve all as CSV…"), QStringLiteral("save"));
    m_save->setToolTip(tr("Every contact that would be purged or updated, with its current and new number and the "
                          "reason; formatted for spreadsheets"));
    connect(m_save, &QPushButton::clicked, this, &ApplyPage::saveAsked);
    m_tabs->setCornerWidget(m_save);
    return m_tabs;
}

void ApplyPage::prepare(const ConnectionProfile &profile, const ListSource &source, const ContactFilter &filter,
                        std::optional<std::chrono::milliseconds> latency, const ContactListLimits &limits,
                        bool canBlock)
{
    showProfile(profile);
    m_way->start(canBlock, source.listId);
    m_confirmation->preferWithholding(false);
    m_filter = filter;
    m_latency = latency;
    m_limits = limits;
    m_title->setPlainText(tr("Apply to “%1”").arg(source.listName));
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
    const LayoutPause rest(m_confirmation);
    m_plan = plan;
    m_isChanged = isChanged;
    showMessage({}); // it was about another plan
    m_purgeModel->setPlan(plan);
    m_fixModel->setPlan(plan);
    m_error.clear();
    m_confirmation->start(plan);
    m_confirmation->setBlocks(m_way->blocks());
    if (plan) {
        m_confirmation->checkGate(m_now());
        m_tabs->setCurrentIndex(plan->header.purges > 0 ? 0 : 1);
        m_ageing->start();
    } else {
        m_ageing->stop();
    }
    showFacts();
    showButtons();
    askDialers(plan && plan->header.fixes > 0 ? plan->header.listId : QString()); // a removal calls nobody
}

void ApplyPage::showPlanError(const ApiError &error)
{
    showPlan(nullptr);
    m_scope->setPlainText(tr("The plan couldn’t be created; nothing was sent."));
    m_error = errorSentence(error);
    showButtons();
}

void ApplyPage::setTime(std::function<BelievableTime()> time)
{
    m_now = std::move(time);
}

void ApplyPage::showMessage(const QString &sentence)
{
    m_message->showText(sentence);
}

qint64 ApplyPage::purgesNow() const
{
    return m_plan && !m_confirmation->withholdsPurge() ? m_plan->header.purges : 0;
}

QString ApplyPage::updatesText(qint64 fixes, qint64 batches) const
{
    if (fixes == 0)
        return tr("No numbers are updated.");
    if (m_limits.writesFiles) {
        return tr("An uploaded file corrects %1 numbers. The list is then read again to check the results.", nullptr,
                  pluralForm(fixes))
            .arg(numberText(fixes));
    }
    return tr("%1 numbers are rewritten as E.164.", nullptr, pluralForm(fixes)).arg(numberText(fixes)) + u' '
        + tr("This takes %1 batches of at most %2.", nullptr, pluralForm(batches))
              .arg(numberText(batches), numberText(m_limits.correctionsPerCall));
}

void ApplyPage::showWay()
{
    const LayoutPause rest(m_confirmation);
    m_confirmation->setBlocks(m_way->blocks());
    showButtons();
}

QString ApplyPage::backupText() const
{
    if (m_way->blocks() && purgesNow() > 0) {
        return tr("Kept encrypted for 30 days; if that fails, you’re asked first. “Restore from backup” takes the "
                  "numbers this run adds back out of the group and restores old E.164 numbers.");
    }
    return tr("Kept encrypted for 30 days; if that fails, you’re asked first. “Restore from backup” restores purged "
              "contacts and old E.164 numbers.");
}

QString ApplyPage::purgesText(qint64 purges) const
{
    if (m_way->blocks() && purges > 0) {
        return tr("The numbers of %1 contacts are added to the group after all updates finish. The contacts stay in "
                  "the list. Only the first number of each contact is used; a number that no group can hold is "
                  "skipped.",
                  nullptr, pluralForm(purges))
            .arg(numberText(purges));
    }
    if (purges == 0)
        return m_way->blocks() ? tr("No numbers are blocked.") : tr("No contacts are purged.");
    QString text = m_limits.purgesPerCall == 1
        ? tr("%1 contacts are purged one by one after all updates finish.", nullptr, pluralForm(purges))
              .arg(numberText(purges))
        : tr("%1 contacts are purged, at most %2 per request, after all updates finish.", nullptr, pluralForm(purges))
              .arg(numberText(purges), numberText(m_limits.purgesPerCall));
    if (m_limits.canPurge != nullptr)
        text += u' ' + tr("Contacts whose ID isn’t a plain number stay: the server can’t purge them.");
    return text;
}

void ApplyPage::showFacts()
{
    if (!m_plan) {
        m_scope->setPlainText(tr("Freezing the plan…"));
        for (PlainLabel *label : {m_directive, m_updates, m_lasting, m_purges, m_backup, m_time, m_digest})
            label->setPlainText({});
        m_lasting->hide();
        m_way->hide();
        return;
    }
    const PlanHeader &plan = m_plan->header;
    const qint64 batches = callsFor(plan.fixes, m_limits.correctionsPerCall);
    const qint64 purges = purgesNow();
    m_scope->setPlainText(planScopeText(plan, m_filter));
    m_directive->setPlainText(planDirectiveText(plan, m_isChanged));
    toolTips::set(m_directive, plan.directiveDigest);
    m_updates->setPlainText(updatesText(plan.fixes, batches));
    m_lasting->setPlainText(lastingFixesText(m_plan->lastingFixes));
    m_lasting->setVisible(m_plan->lastingFixes > 0);
    m_purges->setPlainText(purgesText(purges));
    m_backup->setPlainText(backupText());
    m_purgesTitle->setPlainText(m_way->blocks() ? tr("Will be blocked") : tr("Will be purged"));
    m_way->setVisible(plan.purges > 0 && !m_confirmation->withholdsPurge());
    QString time = tr("Unknown: the server’s speed hasn’t been measured yet.");
    if (m_latency) { // of less than a millisecond, too
        // The list is read before, between and after; all of it may take three times as long on a busy server.
        const qint64 pages = 3 * (plan.contactsInList / std::max(1, m_profile.pageSize) + 1);
        const qint64 purgeCalls = callsFor(purges, m_limits.purgesPerCall);
        const qint64 requests = pages + batches + purgeCalls;
        // As long as so many would take one after the other.
        const qint64 inARow = pages + batches + callsFor(purgeCalls, m_limits.purgesInFlight);
        const auto low = std::chrono::seconds(1 + inARow * m_latency->count() / 1000);
        time = tr("%1 to %2: %3 requests at the server’s current speed.", nullptr, pluralForm(requests))
                   .arg(durationText(low), durationText(low * 3), numberText(requests));
    }
    m_time->setPlainText(time);
    setDigest(tr("Plan %1").arg(m_plan->digest.left(16)), m_plan->digest);
    m_tabs->setTabText(
        0, (m_way->blocks() ? tr("To be blocked (%1)") : tr("To be purged (%1)")).arg(numberText(plan.purges)));
    m_tabs->setTabText(1, tr("To be updated (%1)").arg(numberText(plan.fixes)));
}

void ApplyPage::showButtons()
{
    if (m_plan)
        showFacts(); // the choice not to purge changes them
    const qint64 fixes = m_plan ? m_plan->header.fixes : 0, purges = purgesNow();
    const bool some = fixes + purges > 0;
    m_arm->setVisible(m_lookOnly);
    setOffersStart(fixes > 0 && purges == 0); // else who is to go might be called first
    m_save->setEnabled(m_plan && !m_plan->changes.empty());
    showProblem(problem(some));
    setAct(some ? applyActText(fixes, purges, m_way->blocks()) : tr("Apply"));
    setDestructive(m_confirm, purges > 0);
    const bool address = aggregator().isEmpty() || callbackTrouble(aggregator()).isEmpty();
    const bool isChosen = purges == 0 || m_way->isReady();
    m_confirm->setAllowed(m_plan && some && !m_lookOnly && address && isChosen && m_confirmation->isConfirmed()
                          && isDialAllowed());
}

QUrl ApplyPage::aggregator() const
{
    return typedAddress(*m_aggregator);
}

void ApplyPage::setAggregator(const QString &address)
{
    m_aggregator->setText(address);
}

void ApplyPage::take(const ListApplyOrder &order)
{
    setAggregator(order.aggregator.toString(QUrl::FullyEncoded));
    m_confirmation->preferWithholding(order.withholdPurge);
    if (order.blocks())
        m_way->prefer(order.blockGroup, order.blockGroupName);
}

QString ApplyPage::problem(bool some) const
{
    if (m_lookOnly)
        return lookOnlyProblem();
    if (m_plan && !some)
        return tr("Nothing in this plan can be applied.");
    const QString way = purgesNow() > 0 ? m_way->problem() : QString();
    if (m_error.isEmpty() && !way.isEmpty())
        return way;
    if (!m_error.isEmpty())
        return m_error;
    const QString address = aggregator().isEmpty() ? QString() : callbackTroubleText(callbackTrouble(aggregator()));
    return address.isEmpty() ? dialProblem() : address;
}

void ApplyPage::confirm()
{
    ListApplyOrder order{.plan = m_plan,
                         .withholdPurge = m_confirmation->withholdsPurge(),
                         .typedCount = m_confirmation->typedCount(),
                         .typedName = m_confirmation->typedName(),
                         .dialConsent = dialConsent(),
                         .aggregator = aggregator()};
    if (const DoNotCallGroup *group = order.withholdPurge ? nullptr : m_way->group()) {
        order.blockGroup = group->id;
        order.blockGroupName = group->name;
    }
    Q_EMIT confirmed(order);
}

} // namespace muster
