// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restore/restorecontactspane.h"
#include "models/text/amounttext.h"

#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/datatable.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/layoutrest.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

namespace {

} // namespace

RestoreContactsPane::RestoreContactsPane(QWidget *parent)
    : QWidget(parent)
    , m_records(new BackupRecordsModel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(buildHead());
    column->addWidget(buildTable(), 1);
    connect(m_records, &BackupRecordsModel::checkedChanged, this, [this] {
        showScope();
        Q_EMIT checkedChanged();
    });
    showReading();
}

QWidget *RestoreContactsPane::buildHead()
{
    auto *head = new QWidget(this);
    m_scope = new PlainLabel(PlainLabel::Fit::Wrap, head);
    m_scope->setObjectName(QStringLiteral("restoreScopeLabel"));
    m_left = new PlainLabel(PlainLabel::Fit::Wrap, head);
    m_left->setObjectName(QStringLiteral("notRestorableLabel"));
    m_left->setRole(ColourRole::Warn);
    m_save = new QPushButton(themedIcon(QStringLiteral("save")), tr("&Save these as CSV\u2026"), head);
    m_save->setObjectName(QStringLiteral("saveNotRestorableButton"));
    m_save->setToolTip(tr("Contact id, old number and number of today of each contact that keeps its number"));
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveAsked(m_records->preview()); });
    m_shown = calmCombo(head, "shownRecordsCombo");
    m_shown->setMinimumWidth(260);
    connect(m_shown, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant chance = m_shown->currentData();
        m_records->setShown(chance.isValid() ? std::optional(RestoreChance(chance.toInt())) : std::nullopt);
    });
    auto *label = new QLabel(tr("Sho&w"), head);
    label->setBuddy(m_shown);
    const auto button = [&](const char *name, const QString &text, const QString &accessible, bool checked) {
        auto *made = new QPushButton(text, head);
        made->setObjectName(QString::fromLatin1(name));
        made->setAccessibleName(accessible);
        connect(made, &QPushButton::clicked, this, [this, checked] { m_records->setShownChecked(checked); });
        return made;
    };
    m_all = button("checkAllRecordsButton", tr("Choose &all"), tr("Restore all contacts that are shown"), true);
    m_none
        = button("checkNoRecordsButton", tr("Choose &none"), tr("Restore none of the contacts that are shown"), false);
    auto *left = new QHBoxLayout;
    left->setSpacing(space::s);
    left->addWidget(m_left, 1);
    left->addWidget(m_save, 0, Qt::AlignTop);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(space::s);
    tools->addWidget(label);
    tools->addWidget(m_shown);
    tools->addStretch(1);
    tools->addWidget(m_all);
    tools->addWidget(m_none);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_scope);
    column->addLayout(left);
    column->addLayout(tools);
    return head;
}

QWidget *RestoreContactsPane::buildTable()
{
    m_stack = new QStackedWidget(this);
    m_table = new DataTable(m_stack);
    m_table->setObjectName(QStringLiteral("backupRecordsTable"));
    m_table->setAccessibleName(tr("Contacts of the backup; checked ones are restored"));
    m_table->setModel(m_records);
    m_table->setColumnWidth(BackupRecordsModel::Number, 210);
    m_table->setColumnWidth(BackupRecordsModel::Now, 150);
    m_table->setColumnWidth(BackupRecordsModel::Happens, 390);
    // Whatever column the person stands in, Enter checks the row; the space bar does so in the first by itself.
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        const QModelIndex first = index.siblingAtColumn(BackupRecordsModel::Number);
        const bool checked = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_records->setData(first, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    });
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setSentence(tr("Reading the backup\u2026"));
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(QStringLiteral("backupErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, &RestoreContactsPane::retryAsked);
    m_nothing = new PlainLabel(PlainLabel::Fit::Wrap, m_stack);
    m_nothing->setObjectName(QStringLiteral("backupGoneLabel"));
    m_nothing->setAlignment(Qt::AlignCenter);
    for (QWidget *one : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_skeleton),
                         static_cast<QWidget *>(m_error), static_cast<QWidget *>(m_nothing)})
        m_stack->addWidget(one);
    return m_stack;
}

void RestoreContactsPane::showReading()
{
    m_records->setPreview(nullptr);
    m_stack->setCurrentWidget(m_skeleton);
}

void RestoreContactsPane::showError(const ApiError &error)
{
    m_records->setPreview(nullptr);
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
}

void RestoreContactsPane::showNothing(const QString &why)
{
    m_records->setPreview(nullptr);
    m_nothing->setPlainText(why);
    m_stack->setCurrentWidget(m_nothing);
}

void RestoreContactsPane::showPreview(const SharedRestorePreview &preview, const QString &listName)
{
    const LayoutRest rest(m_scope->parentWidget());
    m_listName = listName;
    m_records->setPreview(preview);
    m_stack->setCurrentWidget(m_table);
    fillShown();
}

void RestoreContactsPane::chooseNone()
{
    m_records->setShownChecked(false);
}

void RestoreContactsPane::fillShown()
{
    const RestorePreview &preview = *m_records->preview();
    const QSignalBlocker quiet(m_shown);
    m_shown->clear();
    m_shown->addItem(tr("All contacts of the backup (%1)").arg(numberText(qint64(preview.records.size()))));
    const auto add = [&](RestoreChance chance, const QString &words) {
        if (preview.count(chance) > 0)
            m_shown->addItem(words.arg(numberText(preview.count(chance))), int(chance));
    };
    add(RestoreChance::ComesBack, tr("Those that come back (%1)"));
    add(RestoreChance::NumberBack, tr("Those that get their old number again (%1)"));
    add(RestoreChance::NotWritable, tr("Those that keep their number (%1)"));
}

void RestoreContactsPane::showScope()
{
    const SharedRestorePreview &preview = m_records->preview();
    for (QWidget *one :
         {static_cast<QWidget *>(m_shown), static_cast<QWidget *>(m_all), static_cast<QWidget *>(m_none)})
        one->setEnabled(preview != nullptr);
    const qint64 stay = preview ? preview->count(RestoreChance::NotWritable) : 0;
    m_left->setVisible(stay > 0);
    m_save->setVisible(stay > 0);
    if (!preview) {
        m_scope->setPlainText({});
        m_shown->clear();
        return;
    }
    const qint64 back = m_records->checkedCount(RestoreChance::ComesBack);
    const qint64 numbers = m_records->checkedCount(RestoreChance::NumberBack);
    QStringList sentences{
        tr("%1 of %2 purged contacts come back to \u201c%3\u201d with id and number.", nullptr,
           pluralForm(preview->count(RestoreChance::ComesBack)))
            .arg(numberText(back), numberText(preview->count(RestoreChance::ComesBack)), visibleText(m_listName, 100))};
    if (preview->count(RestoreChance::NumberBack) > 0) {
        sentences << tr("%1 of %2 corrected contacts get their old number again.", nullptr,
                        pluralForm(preview->count(RestoreChance::NumberBack)))
                         .arg(numberText(numbers), numberText(preview->count(RestoreChance::NumberBack)));
    }
    sentences << tr("What the list has by now is left alone where it is newer.");
    m_scope->setPlainText(sentences.join(u' '));
    m_left->setPlainText(tr("%1 corrected contacts keep the number of today: the server takes only international "
                            "numbers (+\u2026) as corrections, and what they had before is none.",
                            nullptr, pluralForm(stay))
                             .arg(numberText(stay)));
}

} // namespace muster
