// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/numberplansdialog.h"

#include "models/items/listmodels.h"
#include "models/runs/workspace.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plantexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLocale>

namespace muster {

NumberPlansDialog::NumberPlansDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_actions(new NumberPlanActions(workspace, this))
{
    setObjectName(QStringLiteral("numberPlansDialog"));
    setWindowTitle(tr("Numbering plans"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeNumberPlansButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::m, {buildInUse(), {buildFile(), 1}, boxStretch(), buttons});
    connect(m_actions, &NumberPlanActions::checked, this, &NumberPlansDialog::showChecked);
    connect(m_actions, &NumberPlanActions::changed, this, [this] {
        m_wasChanged = true;
        m_fileBox->hide();
        setBusy(false);
        showChosen();
    });
    connect(m_actions, &NumberPlanActions::failed, this, &NumberPlansDialog::showFailure);
    setBusy(false);
    showChosen();
    resize(720, 280);
    rememberSize(*this);
}

QWidget *NumberPlansDialog::buildInUse()
{
    auto *box = new QWidget(this);
    m_edition = wrappedLabel(box, "planEditionLabel");
    m_age = wrappedLabel(box, "planAgeLabel", ColourRole::Warn);
    m_when = wrappedLabel(box, "planWhenLabel");
    m_result = wrappedLabel(box, "planResultLabel", ColourRole::Bad);
    m_open = pushButton(box, "openPlansButton", tr("Use a file…"), QStringLiteral("folder-open"));
    m_newest = pushButton(box, "newestPlansButton", tr("Use newest plans"));
    m_newest->setToolTip(tr("The newer of the plans that come with Muster and those of the installed libphonenumber"));
    m_installed = pushButton(box, "installedPlansButton", tr("Use installed plans"));
    m_installed->setToolTip(tr("Always the plans of the libphonenumber installed on this computer"));
    connect(m_open, &QPushButton::clicked, this, &NumberPlansDialog::openFile);
    connect(m_newest, &QPushButton::clicked, this, [this] {
        setBusy(true);
        m_actions->useOwn(PlanUse::Newest);
    });
    connect(m_installed, &QPushButton::clicked, this, [this] {
        setBusy(true);
        m_actions->useOwn(PlanUse::Installed);
    });
    fillColumn(box, space::s,
               {sectionTitle(box, tr("In use")), m_edition, m_age, m_when,
                hintLabel(box,
                          tr("Numbering plans define which number ranges exist. New ranges are assigned every month. A "
                             "number outside every range goes to review unless your directives say otherwise.")),
                rowLayout(space::s, {m_open, m_newest, m_installed, boxStretch(1)}), m_result});
    return box;
}

QWidget *NumberPlansDialog::buildFile()
{
    m_fileBox = new QWidget(this);
    m_differences = new PlanDifferencesModel(this);
    auto *table = new DataTable("planDifferencesTable", tr("What the file would change"), m_differences, m_fileBox);
    table->setColumnWidths({{PlanDifferencesModel::CallingCode, 230},
                            {PlanDifferencesModel::NewlyValid, 130},
                            {PlanDifferencesModel::NoLongerValid, 130},
                            {PlanDifferencesModel::OtherAnswer, 120}});
    table->setMinimumHeight(rowHeight * 5);
    new EmptyOverlay(table, tr("The file matches the plans in use."));
    m_released = calmSpin<QDateEdit>(m_fileBox, "planReleasedEdit");
    m_released->setCalendarPopup(true);
    m_released->setAccessibleName(tr("File release date"));
    m_use = primaryButton(m_fileBox, "usePlansButton", tr("Use these plans"));
    connect(m_use, &QPushButton::clicked, this, [this] {
        setBusy(true);
        m_actions->useFile(m_checked, m_released->date());
    });
    fillColumn(
        m_fileBox, space::s,
        {sectionTitle(m_fileBox, tr("What the file would change")),
         hintLabel(
             m_fileBox,
             tr("By calling code, for all numbers that could be dialed. Changed numbers stay valid but get another "
                "region or line type. The file doesn’t include its date: enter the day its release was published.")),
         {table, 1},
         rowLayout(space::s,
                   {buddyLabel(m_fileBox, tr("&Published on"), m_released), m_released, boxStretch(1), m_use})});
    m_fileBox->hide();
    return m_fileBox;
}

void NumberPlansDialog::openFile()
{
    askWhatToOpen(this, tr("libphonenumber numbering plans"),
                  {tr("PhoneNumberMetadata.xml (*.xml)"), tr("All files (*)")}, this, [this](const QString &file) {
                      m_file = file;
                      setBusy(true);
                      m_actions->check(file);
                  });
}

void NumberPlansDialog::showChecked(const NumberPlanActions::Checked &plans)
{
    setBusy(false);
    m_checked = plans;
    m_differences->setRows(QList<PlanDifference>(plans->differences.begin(), plans->differences.end()));
    const QDate today = QDate::currentDate();
    m_released->setMaximumDate(today);
    m_released->setDate(std::min(today, QFileInfo(m_file).lastModified().date()));
    m_fileBox->show();
    resize(std::max(width(), 720), std::max(height(), 620));
    m_released->setFocus();
}

void NumberPlansDialog::showChosen()
{
    const PlanEdition edition = m_workspace.numberPlans().chosenEdition();
    m_edition->setPlainText(planEditionText(edition));
    m_age->showText(planAgeText(edition, QDate::currentDate()));
    m_when->showText(
        m_wasChanged ? tr("Restart Muster to start using these plans. That way, no list is checked against two plans.")
                     : QString());
}

void NumberPlansDialog::showFailure(const ApiError &error)
{
    setBusy(false);
    QString sentence = errorSentence(error);
    if (!error.detail.isEmpty())
        sentence += QLatin1String(" (") + visibleText(error.detail, 200) + u')';
    m_result->showText(sentence);
}

void NumberPlansDialog::setBusy(bool busy)
{
    const bool mayChange = !busy && !m_workspace.numberPlans().isReadOnly();
    for (QPushButton *button : {m_open, m_newest, m_installed, m_use})
        button->setEnabled(mayChange);
    const PlanUse use = m_workspace.numberPlans().use();
    m_newest->setVisible(use != PlanUse::Newest);
    m_installed->setVisible(use != PlanUse::Installed);
    m_result->showText({});
}

} // namespace muster
