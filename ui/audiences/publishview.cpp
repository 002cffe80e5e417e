// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/publishview.h"

#include "models/text/amounttext.h"
#include "models/text/displayformats.h"
#include "models/text/plaintext.h"
#include "models/text/publishtexts.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QScopedValueRollback>

namespace muster {

namespace {

constexpr int daysAtFirst = 90;
constexpr int longestListName = 100;
constexpr int regionLength = 2;
constexpr int fieldWidth = 320;
constexpr int columnsHeight = 120;

} // namespace

PublishView::PublishView(QWidget *parent)
    : ConfirmPage(parent)
{
    setAccessibleName(tr("Publish the audience"));
    auto *head = buildHead(this, "publishTitleLabel");
    QWidget *sheet = buildSheet();
    buildProblem(this, "publishProblemLabel");
    fillPage(this, space::m, {head, {sheet, 1}, m_problem, buildFoot("Publish", tr("Back to the audience"))});
    connect(m_confirm, &ConfirmButton::confirmed, this, &PublishView::confirmed);
    showButtons();
}

QWidget *PublishView::buildSheet()
{
    auto *sheet = new QWidget(this);
    m_what = wrappedLabel(sheet, "publishWhatLabel");
    m_name = lineEdit(sheet, "publishNameEdit", tr("Name of the new list"));
    m_name->setMaxLength(longestListName);
    m_expires = named("publishExpiresEdit", new QDateEdit(sheet));
    m_expires->setCalendarPopup(true);
    m_expires->setDisplayFormat(dayFieldFormat());
    m_idField = calmCombo(sheet, "publishIdCombo");
    m_numberField = calmCombo(sheet, "publishNumberCombo");
    m_region = lineEdit(sheet, "publishRegionEdit", tr("Region for numbers without a country code"),
                        tr("such as US; empty: international numbers only"));
    m_region->setMaxLength(regionLength);
    m_international
        = named("publishInternationalCheck", new QCheckBox(tr("Plain digits include the country c&ode"), sheet));
    m_international->setToolTip(tr("As in calling lists, where the plus sign is left out"));
    m_columns = named("publishColumnsList", new QListWidget(sheet));
    m_columns->setAccessibleName(tr("Columns to include"));
    m_columns->setMaximumHeight(columnsHeight);
    for (QWidget *field : std::initializer_list<QWidget *>{m_name, m_expires, m_idField, m_numberField, m_region})
        field->setMaximumWidth(fieldWidth);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::m);
    form->addRow(tr("&Name of the new list"), m_name);
    form->addRow(tr("Last &day of the list"), m_expires);
    form->addRow(tr("&ID column"), m_idField);
    form->addRow(tr("N&umber column"), m_numberField);
    form->addRow(tr("&Region"), m_region);
    form->addRow(QString(), m_international);
    form->addRow(tr("&Columns to include"), m_columns);
    m_facts = new CriteriaLinesTable("publishFactsTable", tr("Who is included"),
                                     {tr("People"), tr("What happens to them"), tr("Where")}, {110, 0}, sheet);
    fillColumn(sheet, space::s, {m_what, form, sectionTitle(sheet, tr("Who is included")), {m_facts, 1}});

    connect(m_name, &QLineEdit::textEdited, this, &PublishView::touch);
    connect(m_expires, &QDateEdit::dateChanged, this, &PublishView::touch);
    connect(m_idField, &QComboBox::currentIndexChanged, this, &PublishView::touch);
    connect(m_numberField, &QComboBox::currentIndexChanged, this, &PublishView::touch);
    connect(m_region, &QLineEdit::textEdited, this, &PublishView::touch);
    connect(m_international, &QCheckBox::toggled, this, &PublishView::touch);
    connect(m_columns, &QListWidget::itemChanged, this, &PublishView::touch);
    return sheet;
}

void PublishView::fillFields(QComboBox *box, const ContactColumns &contacts, const QString &likely)
{
    const QString before = box->currentData().toString();
    box->clear();
    for (int field = 0; field < contacts.fieldCount(); ++field)
        box->addItem(visibleText(contacts.field(field).name, 80), contacts.field(field).name);
    const int chosen = box->findData(before.isEmpty() ? likely : before);
    box->setCurrentIndex(chosen >= 0 ? chosen : box->findData(likely)); // none at all where no name tells
}

void PublishView::begin(const ConnectionProfile &profile, const QString &name, const ContactColumns &contacts,
                        bool areOfTenant)
{
    const QScopedValueRollback filling(m_isFilling, true);
    showProfile(profile);
    m_title->setPlainText(tr("Publish “%1”").arg(visibleText(name, 100)));
    m_what->setPlainText(tr("The people in the audience among the loaded contacts become a new calling list in %1. It "
                            "gets no skill, so no one is called because of it.")
                             .arg(visibleText(profile.name, 80)));
    if (m_name->text().isEmpty())
        m_name->setText(name.trimmed());
    const QDate today = QDate::currentDate();
    m_expires->setMinimumDate(today);
    if (!m_order && m_expires->date() <= today)
        m_expires->setDate(today.addDays(daysAtFirst));
    m_international->setChecked(areOfTenant);
    const PublishChoice likely = likelyChoice(contacts);
    fillFields(m_idField, contacts, likely.idField);
    fillFields(m_numberField, contacts, likely.numberField);
    const QStringList before = request().source.choice.columns;
    m_columns->clear();
    for (int field = 0; field < contacts.fieldCount(); ++field) {
        const QString &column = contacts.field(field).name;
        if (column == likely.idField || column == likely.numberField)
            continue;
        auto *item = new QListWidgetItem(visibleText(column, 80), m_columns);
        item->setData(Qt::UserRole, column);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(before.contains(column) ? Qt::Checked : Qt::Unchecked);
    }
    showReading();
    m_cancel->setFocus();
}

void PublishView::offerRegion(const QString &code)
{
    if (m_region->text().isEmpty())
        m_region->setText(code);
}

void PublishView::take(const NewCallingList &list, const PublishChoice &choice)
{
    const QScopedValueRollback filling(m_isFilling, true);
    m_name->setText(list.name);
    m_expires->setDate(std::max(list.expires, m_expires->minimumDate()));
    for (const auto &[box, field] :
         {std::pair{m_idField, choice.idField}, std::pair{m_numberField, choice.numberField}}) {
        if (const int offered = box->findData(field); offered >= 0)
            box->setCurrentIndex(offered);
    }
    m_region->setText(choice.region);
    m_international->setChecked(choice.digitsAreInternational);
    for (int row = 0; row < m_columns->count(); ++row) {
        QListWidgetItem *item = m_columns->item(row);
        const bool goesAlong = choice.columns.contains(item->data(Qt::UserRole).toString());
        item->setCheckState(goesAlong ? Qt::Checked : Qt::Unchecked);
    }
}

PublishRequest PublishView::request() const
{
    PublishRequest request;
    request.listName = m_name->text().trimmed();
    request.expires = m_expires->date();
    request.source.choice.idField = m_idField->currentData().toString();
    request.source.choice.numberField = m_numberField->currentData().toString();
    request.source.choice.region = m_region->text().trimmed();
    request.source.choice.digitsAreInternational = m_international->isChecked();
    for (int row = 0; row < m_columns->count(); ++row) {
        if (m_columns->item(row)->checkState() == Qt::Checked)
            request.source.choice.columns.append(m_columns->item(row)->data(Qt::UserRole).toString());
    }
    return request;
}

void PublishView::touch()
{
    if (m_isFilling)
        return;
    showReading();
    Q_EMIT changed();
}

void PublishView::showReading()
{
    m_order.reset();
    m_error.clear();
    m_isReading = true;
    m_confirm->setAllowed(false); // what was armed was something else
    m_facts->setLines({}, tr("Checking who is included…"));
    setDigest({}, {});
    showButtons();
}

void PublishView::showFacts(const AudiencePublishOrder &order)
{
    m_order = order;
    m_isReading = false;
    m_error.clear();
    QList<CriteriaLine> lines;
    for (const PublishFact &fact : publishFacts(order.count))
        lines << CriteriaLine{.word = QLocale().toString(fact.count), .text = fact.words};
    m_facts->setLines(lines, {});
    setDigest(tr("People %1").arg(order.people->digest().left(16)), order.people->digest());
    showButtons();
}

void PublishView::showError(const QString &sentence)
{
    m_isReading = false;
    m_error = sentence;
    m_confirm->setAllowed(false); // each confirmation is for one try
    if (!m_order)
        m_facts->setLines({}, tr("Nothing can be published like this."));
    showButtons();
}

void PublishView::showButtons()
{
    const bool isEmpty = m_order && m_order->count.taken == 0;
    showProblem(!m_error.isEmpty() ? m_error
                    : isEmpty      ? tr("There is no one left to publish. The reasons are listed above.")
                    : m_lookOnly   ? lookOnlyProblem()
                                   : QString());
    m_arm->setVisible(m_lookOnly);
    m_digest->setVisible(m_order.has_value());
    setAct(m_order ? tr("Publish %1 people", nullptr, pluralForm(m_order->count.taken))
                         .arg(QLocale().toString(m_order->count.taken))
                   : tr("Publish"));
    m_confirm->setAllowed(m_order && !isEmpty && !m_lookOnly && m_error.isEmpty());
}

} // namespace muster
