// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportrules.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_refusedattributes {

class TestRefusedAttributes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F11_theServersWordsNameThem_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QList<FieldFault>>("details");
        QTest::addColumn<QStringList>("refused");
        const auto row = [](const char *name, ErrorKind kind, const QList<FieldFault> &details,
                            const QStringList &refused) { QTest::newRow(name) << kind << details << refused; };
        using enum ErrorKind;
        row("by place", Invalid, {{u"requestedAttributes[1]"_s, u"unknown"_s}}, {u"tier"_s});
        row("by name", Invalid, {{u"email"_s, u"unknown"_s}}, {u"email"_s});
        row("several, one twice", Invalid,
            {{u"requestedAttributes[2]"_s, {}}, {u"requestedAttributes[0]"_s, {}}, {u"email"_s, {}}},
            {u"email"_s, u"city"_s});
        row("beyond the end", Invalid, {{u"requestedAttributes[3]"_s, {}}}, {});
        row("another field", Invalid, {{u"filters[0].attribute"_s, u"unknown"_s}}, {});
        row("a longer place", Invalid, {{u"requestedAttributes[1].name"_s, {}}}, {});
        row("the words alone do not count", Invalid, {{u"query"_s, u"tier"_s}}, {});
        row("nothing named", Invalid, {}, {});
        row("no refusal of the query", Forbidden, {{u"requestedAttributes[1]"_s, {}}}, {});
    }

    void F11_theServersWordsNameThem()
    {
        QFETCH(ErrorKind, kind);
        QFETCH(QList<FieldFault>, details);
        QFETCH(QStringList, refused);
        SegmentQuery query;
        query.attributes = {u"email"_s, u"tier"_s, u"city"_s};
        ApiError error;
        error.kind = kind;
        error.details = details;
        QCOMPARE(refusedAttributes(error, query), refused);
    }
};

MUSTER_TEST(TestRefusedAttributes, QCoreApplication)

} // namespace tst_refusedattributes
#include "tst_refusedattributes.moc"
