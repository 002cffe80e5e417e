// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/fields/fielddialog.h"
#include "ui/lists/enrich/fields/fieldstepsform.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_fielddialog {

/// The editor of a field: every step can be made with it, and says at once what it does.
class TestFieldDialog : public QObject
{
    Q_OBJECT

private:
    void open(const FieldMapping &field)
    {
        FieldDialog::Frame frame;
        frame.schema = sampleListSchema();
        frame.sample = m_sample;
        m_dialog = std::make_unique<FieldDialog>(std::move(frame), field);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    static FieldMapping from(const char *attribute, const QStringList &columns)
    {
        FieldMapping field;
        field.attribute = QString::fromLatin1(attribute);
        field.source.columns = columns;
        return field;
    }
    template <typename T>
    T *find(const char *name)
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    template <typename T>
    T *findIn(int step, const char *name)
    {
        return steps()[step]->findChild<T *>(QString::fromLatin1(name));
    }
    /// In the order in which they are shown.
    QList<StepForm *> steps()
    {
        QTest::qWait(1); // what was added is laid out, what was removed goes
        QList<StepForm *> found = m_dialog->findChildren<StepForm *>();
        std::sort(found.begin(), found.end(), [](StepForm *a, StepForm *b) { return a->y() < b->y(); });
        return found;
    }
    void add(TransformKind kind)
    {
        for (QAction *action : find<QMenu>("addStepMenu")->actions()) {
            if (action->data().toInt() == int(kind))
                action->trigger();
        }
    }
    QString shown(int row, int column)
    {
        return find<QTableView>("fieldTrialTable")->model()->index(row, column).data().toString();
    }
    QString words() { return find<PlainLabel>("fieldTrialLabel")->plainText(); }
    bool acceptable() { return find<QPushButton>("acceptFieldButton")->isEnabled(); }
    QList<FieldTransform> transforms() { return m_dialog->field().transforms; }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
        QFile file(m_folder.filePath(QStringLiteral("crm.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id;Name;Mobile;Score;Seen;Wants\n"
                   "1; anna ;;1.234,5;03.02.2025;ja\n"
                   "2;BERND;+49 30 1;2,5;31.12.2024;nein\n"
                   "3;;+49 30 2;;;\n");
        file.close();
        m_sample = SourceSample::read(file.fileName(), {}, sampleListSchema(), {});
        QCOMPARE(m_sample->columns.size(), 6);
    }
    void cleanup() { m_dialog.reset(); }

    void stepsAreAppliedInTheirOrderAndShownAtOnce()
    {
        open(from("lead_source", {QStringLiteral("Name")}));
        QCOMPARE(shown(0, 1), QStringLiteral(" anna "));
        add(TransformKind::Trim);
        QCOMPARE(shown(0, 1), QStringLiteral("anna"));
        add(TransformKind::Replace);
        findIn<QLineEdit>(1, "patternEdit")->setText(QStringLiteral("^(.)(.*)$"));
        findIn<QLineEdit>(1, "replacementEdit")->setText(QStringLiteral("\\2\\1"));
        QCOMPARE(shown(0, 1), QStringLiteral("nnaa"));
        keepPicture(*m_dialog, QStringLiteral("field-steps"));
        add(TransformKind::Upper);
        QCOMPARE(shown(0, 1), QStringLiteral("NNAA"));
        // The expression first: then it sees the blanks.
        findIn<QToolButton>(1, "stepUpButton")->click();
        QCOMPARE(transforms().size(), 3);
        QVERIFY(std::holds_alternative<ReplacePattern>(transforms()[0]));
        QCOMPARE(shown(0, 1), QStringLiteral("ANNA"));
        QVERIFY(!findIn<QToolButton>(0, "stepUpButton")->isEnabled());
        QVERIFY(!findIn<QToolButton>(2, "stepDownButton")->isEnabled());
        findIn<QToolButton>(0, "removeStepButton")->click();
        QCOMPARE(transforms().size(), 2);
        QVERIFY(std::holds_alternative<TrimText>(transforms()[0]));
        QVERIFY(words().contains(QStringLiteral("2 of the first 3 rows")));
        QVERIFY(words().contains(QStringLiteral("1 cell is empty")));
    }

    void dateAndNumberFormatsAreProposedByTheCells()
    {
        open(from("annual_revenue", {QStringLiteral("Score")}));
        QVERIFY(words().contains(QStringLiteral("are invalid")));
        add(TransformKind::Number);
        QCOMPARE(find<QComboBox>("decimalMarkCombo")->currentData().toString(), QStringLiteral(","));
        QCOMPARE(shown(0, 1), QStringLiteral("1234.5"));
        auto *group = find<QComboBox>("groupMarkCombo");
        group->setCurrentIndex(group->findData(QString()));
        QVERIFY(words().contains(QStringLiteral("1 cell is invalid")));
        open(from("last_contacted", {QStringLiteral("Seen")}));
        add(TransformKind::Date);
        QCOMPARE(find<QComboBox>("dateFormatCombo")->currentText(), QStringLiteral("d.M.yyyy"));
        QCOMPARE(shown(0, 1), QStringLiteral("2025-02-03"));
        find<QComboBox>("dateLanguageCombo")->setEditText(QStringLiteral("nowhere"));
        QVERIFY(words().startsWith(QStringLiteral("Step 1:")));
        QVERIFY(words().contains(QStringLiteral("nowhere")));
        QVERIFY(!acceptable());
    }

    void wordsForYesAndNoAndATableOfValues()
    {
        open(from("opted_in", {QStringLiteral("Wants")}));
        QVERIFY(words().contains(QStringLiteral("isn’t recognized as yes or no")));
        add(TransformKind::Boolean);
        find<QLineEdit>("yesWordsEdit")->setText(QStringLiteral("ja, jawohl"));
        QVERIFY(!acceptable()); // words for no are missing
        find<QLineEdit>("noWordsEdit")->setText(QStringLiteral("nein"));
        QCOMPARE(shown(0, 1), QStringLiteral("true"));
        QCOMPARE(shown(1, 1), QStringLiteral("false"));
        QVERIFY(acceptable());
        findIn<QToolButton>(0, "removeStepButton")->click();
        add(TransformKind::Table);
        auto *table = find<QTableWidget>("valueTable");
        QCOMPARE(table->rowCount(), 3); // the two values that the column has, and an empty row
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("ja"));
        table->item(0, 1)->setText(QStringLiteral("true"));
        QVERIFY(!acceptable()); // "nein" is no value of the attribute
        table->item(1, 0)->setText({});
        QVERIFY(words().contains(QStringLiteral("doesn’t list the value")));
        auto *unlisted = find<QComboBox>("unlistedCombo");
        unlisted->setCurrentIndex(unlisted->findData(int(ValueTable::Unlisted::Replace)));
        find<QLineEdit>("unlistedEdit")->setText(QStringLiteral("false"));
        QCOMPARE(shown(1, 1), QStringLiteral("false"));
        const auto made = std::get<ValueTable>(transforms().constFirst());
        QCOMPARE(made.entries.size(), 1);
        QCOMPARE(made.replacement, QStringLiteral("false"));
        table->item(2, 0)->setText(QStringLiteral("vielleicht"));
        QCOMPARE(table->rowCount(), 4);
    }

    void theFirstColumnThatIsNotEmptyCounts()
    {
        open(from("lead_source", {QStringLiteral("Mobile")}));
        auto *add = find<QComboBox>("addColumnCombo");
        const auto choose = [add](const char *column) {
            add->setCurrentIndex(add->findData(QString::fromLatin1(column)));
            Q_EMIT add->activated(add->currentIndex());
        };
        choose("Name");
        choose("Name"); // once is enough
        QCOMPARE(m_dialog->field().source.columns, (QStringList{QStringLiteral("Mobile"), QStringLiteral("Name")}));
        QCOMPARE(shown(0, 0), QStringLiteral(" anna ")); // the cell that counted, not the empty one before it
        QCOMPARE(shown(1, 1), QStringLiteral("+49 30 1"));
        find<QToolButton>("columnUpButton")->click();
        QCOMPARE(shown(1, 1), QStringLiteral("BERND"));
        find<QListWidget>("sourceColumnsList")->setCurrentRow(0);
        find<QToolButton>("removeColumnButton")->click();
        QCOMPARE(m_dialog->field().source.columns, QStringList(QStringLiteral("Mobile")));
        find<QToolButton>("removeColumnButton")->click();
        QVERIFY(!acceptable());
        QVERIFY(words().contains(QStringLiteral("either columns or a constant")));
    }

    void aConstantIsCheckedAgainstTheType()
    {
        open(from("lead_score", {QStringLiteral("Score")}));
        find<QRadioButton>("fromConstantRadio")->click();
        QVERIFY(!acceptable());
        find<QLineEdit>("constantEdit")->setText(QStringLiteral("1.5"));
        QVERIFY(words().contains(QStringLiteral("has a fraction")));
        find<QLineEdit>("constantEdit")->setText(QStringLiteral("7"));
        QVERIFY(acceptable());
        QCOMPARE(shown(0, 1), QStringLiteral("7"));
        QCOMPARE(m_dialog->field().source.constant, QStringLiteral("7"));
        QVERIFY(m_dialog->field().source.columns.isEmpty());
    }

    void whatTheServiceCannotDoIsSaidWithTheReason()
    {
        open(from("lead_source", {QStringLiteral("Name")}));
        auto *empty = find<QComboBox>("fieldEmptyCombo");
        empty->setCurrentIndex(empty->findData(int(EmptyCell::Clear)));
        QVERIFY(words().contains(QStringLiteral("accepts no empty values")));
        QVERIFY(!acceptable());
        empty->setCurrentIndex(empty->findData(int(EmptyCell::SkipRow)));
        QVERIFY(acceptable());
        auto *write = find<QComboBox>("fieldWriteCombo");
        const QString hint = find<PlainLabel>("fieldWriteHintLabel")->plainText();
        write->setCurrentIndex(write->findData(int(FieldWrite::OnlyIfEmpty)));
        QVERIFY(find<PlainLabel>("fieldWriteHintLabel")->plainText() != hint);
        const FieldPolicy made = m_dialog->field().policy;
        QVERIFY(made.write == FieldWrite::OnlyIfEmpty && made.empty == EmptyCell::SkipRow);
    }

    void whatWasMadeIsShownAgainAsItWas()
    {
        FieldMapping field = from("lead_source", {QStringLiteral("Name"), QStringLiteral("gone")});
        field.transforms
            = {TrimText{},
               ChangeCase{ChangeCase::To::Title},
               ReadDate{QStringLiteral("d MMM yyyy"), QStringLiteral("de")},
               ReadNumber{QStringLiteral(","), QStringLiteral("\u00b7")},
               ReadBoolean{{QStringLiteral("si")}, {QStringLiteral("no")}},
               ReplacePattern{QStringLiteral("a+"), QStringLiteral("b")},
               ValueTable{{{QStringLiteral("x"), QStringLiteral("y")}}, ValueTable::Unlisted::Keep, QString()}};
        field.policy = {FieldWrite::NeverClear, EmptyCell::SkipRow};
        open(field);
        QVERIFY(m_dialog->field() == field);
        QVERIFY(words().contains(QStringLiteral("gone"))); // the file has no such column
    }

private:
    QTemporaryDir m_folder;
    SharedSourceSample m_sample;
    std::unique_ptr<FieldDialog> m_dialog;
};

MUSTER_TEST(TestFieldDialog, QApplication)

} // namespace tst_fielddialog
#include "tst_fielddialog.moc"
