// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/rejectscontroller.h"

#include "models/runs/enrich/check/enrichcheckrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/savecontactsdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>

namespace muster {

SaveRejectsDialog::SaveRejectsDialog(qint64 rows, TextProfile profile, QWidget *parent)
    : QDialog(parent)
    , m_profile(new TextProfileChoice(profile, this))
{
    setObjectName(QStringLiteral("saveRejectsDialog"));
    setWindowTitle(tr("Save rejected rows as CSV"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, space::s, 0, 0);
    form->addRow(tr("Written &for"), m_profile);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *choose = primaryButton(buttons, "chooseRejectsFileButton", tr("C&hoose the file…"));
    choose->setDefault(true);
    buttons->addButton(choose, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::s,
             {hintLabel(this,
                        tr("%1 rows: each with its place in the file, the reasons, and its original cells, to be fixed "
                           "and checked again.",
                           nullptr, pluralForm(rows))
                            .arg(QLocale().toString(rows))),
              form, buttons});
    rememberSize(*this);
}

TextProfile SaveRejectsDialog::profile() const
{
    return m_profile->profile();
}

RejectsController::RejectsController(EnrichPage &page, TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
{
    connect(&page, &EnrichPage::saveRejectsAsked, this, &RejectsController::ask);
    connect(&page, &EnrichPage::stopRejectsAsked, this, &RejectsController::stop);
    connect(&page, &EnrichPage::checkForgotten, this, &RejectsController::stop);
    connect(&page, &EnrichPage::closed, this, &RejectsController::stop);
}

RejectsController::~RejectsController()
{
    stop();
}

void RejectsController::ask()
{
    if (!m_page.report() || m_run)
        return;
    auto *dialog = new SaveRejectsDialog(m_page.report()->rates.rejected(), m_profile, &m_page);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_profile = dialog->profile();
        askWhereToWrite(&m_page, tr("Save rejected rows as"), tr("rejected-rows.csv"),
                        {tr("CSV files (*.csv)"), tr("All files (*)")}, this,
                        [this](const QString &file) { write(file); });
    });
    dialog->open();
}

void RejectsController::write(const QString &file)
{
    if (!m_page.report() || m_run) // the mapping was changed while the file was chosen
        return;
    m_digest = m_page.report()->sourceDigest;
    EnrichCheckOrder order = m_page.checkOrder();
    order.rejectsFile = file;
    order.proposesRepairs = false; // they are known
    const Result<Run *> started = m_workspace.runs().startEnrichCheck(m_session, order, m_profile);
    if (!started) {
        m_page.endSavingRejects(errorSentence(started.error()), false);
        return;
    }
    m_run = qobject_cast<EnrichCheckRun *>(*started);
    m_page.showSavingRejects(m_run->metrics());
    connect(m_run, &Run::metricsChanged, this, [this, run = m_run](const RunMetrics &metrics) {
        if (run && run == m_run && !run->outcome())
            m_page.showSavingRejects(metrics);
    });
    connect(m_run, &Run::finished, this, &RejectsController::end);
}

void RejectsController::stop()
{
    if (m_run)
        m_run->cancel();
}

void RejectsController::end()
{
    auto *run = qobject_cast<EnrichCheckRun *>(sender());
    if (!run || !run->outcome())
        return;
    bool good = false;
    const QString text = outcomeText(*run, good);
    m_workspace.runs().dismiss(run); // the page says it
    if (run != m_run)
        return;
    m_run = nullptr;
    m_page.endSavingRejects(text, good);
}

QString RejectsController::outcomeText(const EnrichCheckRun &run, bool &good) const
{
    const QString file = visibleText(run.order().rejectsFile, 300);
    if (run.outcome()->kind == RunOutcome::Kind::Cancelled)
        return tr("Stopped: no rows were saved.");
    if (!run.report())
        return errorSentence(run.outcome()->error.value_or(ApiError{.kind = ErrorKind::File}));
    const qint64 rejected = run.report()->rates.rejected();
    if (run.report()->sourceDigest != m_digest) {
        return rejected > 0 ? tr("The source has changed since it was checked. %1 holds the rows that are rejected "
                                 "now. Check it again.")
                                  .arg(file)
                            : tr("The source has changed since it was checked, and no rows are rejected now: nothing "
                                 "was saved. Check it again.");
    }
    good = true;
    return withFormulaCells(
        tr("%1 rejected rows saved to %2.", nullptr, pluralForm(rejected)).arg(QLocale().toString(rejected), file),
        {run.order().rejectsFile, m_profile, run.report()->formulaCells});
}

} // namespace muster
